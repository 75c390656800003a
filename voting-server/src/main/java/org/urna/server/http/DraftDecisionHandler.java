// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.decision.DecisionDrafts;

/** {@code POST /elections/{id}/decisions}: drafts a decision for officers to sign. */
final class DraftDecisionHandler implements Handler<RoutingContext> {

    private final DecisionDrafts drafts;

    DraftDecisionHandler(DecisionDrafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public void handle(RoutingContext ctx) {
        drafts.draft(ctx.pathParam("id"), RequestReader.json(ctx))
                .compose(drafted -> Answers.json(ctx, 201, drafted))
                .onFailure(ctx::fail);
    }
}
