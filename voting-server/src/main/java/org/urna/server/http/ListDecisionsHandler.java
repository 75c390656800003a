// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.decision.Decisions;

/** {@code GET /elections/{id}/decisions}: decisions and who signed them. */
final class ListDecisionsHandler implements Handler<RoutingContext> {

    private final Decisions decisions;

    ListDecisionsHandler(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void handle(RoutingContext ctx) {
        decisions
                .list(ctx.pathParam("id"))
                .compose(list -> Answers.json(ctx, 200, list))
                .onFailure(ctx::fail);
    }
}
