// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import org.urna.server.decision.Decisions;

/** {@code POST /elections/{id}/decisions/{number}/signatures}: an officer signs. */
final class SignDecisionHandler implements Handler<RoutingContext> {

    private final Decisions decisions;

    SignDecisionHandler(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String jws = new String(RequestReader.bytes(ctx), StandardCharsets.ISO_8859_1).strip();
        decisions
                .sign(ctx.pathParam("id"), RequestReader.number(ctx.pathParam("number")), jws)
                .compose(standing -> Answers.json(ctx, 200, standing))
                .onFailure(ctx::fail);
    }
}
