// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.urna.server.election.Elections;

/** {@code POST /elections}: makes an election from a draft. */
final class CreateElectionHandler implements Handler<RoutingContext> {

    private final Elections elections;

    CreateElectionHandler(Elections elections) {
        this.elections = elections;
    }

    @Override
    public void handle(RoutingContext ctx) {
        elections
                .create(RequestReader.json(ctx))
                .compose(id -> Answers.json(ctx, 201, Map.of("election", id)))
                .onFailure(ctx::fail);
    }
}
