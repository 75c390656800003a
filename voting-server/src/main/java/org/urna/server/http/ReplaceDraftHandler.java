// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.election.Elections;

/** {@code PUT /elections/{id}/draft}: replaces the draft. */
final class ReplaceDraftHandler implements Handler<RoutingContext> {

    private final Elections elections;

    ReplaceDraftHandler(Elections elections) {
        this.elections = elections;
    }

    @Override
    public void handle(RoutingContext ctx) {
        elections
                .replaceDraft(ctx.pathParam("id"), RequestReader.json(ctx))
                .compose(done -> Answers.empty(ctx, 204))
                .onFailure(ctx::fail);
    }
}
