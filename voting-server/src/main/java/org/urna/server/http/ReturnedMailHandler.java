// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.urna.server.bounce.Returned;

/** {@code POST /mail/returned}: takes one mail that came back. */
final class ReturnedMailHandler implements Handler<RoutingContext> {

    private final Returned returned;

    ReturnedMailHandler(Returned returned) {
        this.returned = returned;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String authorization = Objects.requireNonNullElse(ctx.request().getHeader(HttpHeaders.AUTHORIZATION), "");
        returned.handIn(authorization, RequestReader.bytes(ctx))
                .compose(done -> Answers.empty(ctx, 204))
                .onFailure(ctx::fail);
    }
}
