// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.election.Elections;

/** {@code GET /elections}: all elections. */
final class ListElectionsHandler implements Handler<RoutingContext> {

    private final Elections elections;

    ListElectionsHandler(Elections elections) {
        this.elections = elections;
    }

    @Override
    public void handle(RoutingContext ctx) {
        elections.list().compose(list -> Answers.json(ctx, 200, list)).onFailure(ctx::fail);
    }
}
