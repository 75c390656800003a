// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.progress.Progress;

/** {@code GET /elections/{id}}: where an election stands, and whom it waits for. */
final class GetElectionHandler implements Handler<RoutingContext> {

    private final Elections elections;
    private final Progress progress;

    GetElectionHandler(Elections elections, Progress progress) {
        this.elections = elections;
        this.progress = progress;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        progress.of(id)
                .compose(awaited -> elections.describe(id).compose(election -> {
                    election.set("awaiting", StrictJson.tree(awaited));
                    return Answers.json(ctx, 200, election);
                }))
                .onFailure(ctx::fail);
    }
}
