// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.election.Elections;

/** {@code GET /elections/{id}}: where an election stands. */
final class GetElectionHandler implements Handler<RoutingContext> {

    private final Elections elections;

    GetElectionHandler(Elections elections) {
        this.elections = elections;
    }

    @Override
    public void handle(RoutingContext ctx) {
        elections
                .describe(ctx.pathParam("id"))
                .compose(election -> Answers.json(ctx, 200, election))
                .onFailure(ctx::fail);
    }
}
