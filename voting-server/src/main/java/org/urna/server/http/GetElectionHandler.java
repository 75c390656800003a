// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.progress.Progress;
import org.urna.server.reading.Reading;

/** {@code GET /elections/{id}}: where an election stands, and whom it waits for. */
final class GetElectionHandler implements Handler<RoutingContext> {

    private final Elections elections;
    private final Progress progress;
    private final Reading reading;

    GetElectionHandler(Elections elections, Progress progress, Reading reading) {
        this.elections = elections;
        this.progress = progress;
        this.reading = reading;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        progress.of(id)
                .compose(awaited -> elections
                        .describe(id)
                        .compose(election -> reading.describe(election, id))
                        .compose(election -> {
                            election.set("awaiting", StrictJson.tree(awaited));
                            return Answers.json(ctx, 200, election);
                        }))
                .onFailure(ctx::fail);
    }
}
