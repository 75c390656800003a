// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.urna.server.message.Messages;

/** {@code POST /elections/{id}/messages}: a trustee speaks. */
final class PostMessageHandler implements Handler<RoutingContext> {

    private final Messages messages;

    PostMessageHandler(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void handle(RoutingContext ctx) {
        messages.take(ctx.pathParam("id"), RequestReader.bytes(ctx))
                .compose(taken -> taken.index().isEmpty()
                        ? Answers.json(ctx, 202, Map.of("held", true))
                        : Answers.json(
                                ctx,
                                taken.known() ? 200 : 201,
                                Map.of("index", taken.index().getAsLong())))
                .onFailure(ctx::fail);
    }
}
