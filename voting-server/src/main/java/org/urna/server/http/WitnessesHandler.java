// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.witness.Witnesses;

/** {@code GET /elections/{id}/witnesses}: who co-signs the board, and how far behind they are. */
final class WitnessesHandler implements Handler<RoutingContext> {

    private final Witnesses witnesses;

    WitnessesHandler(Witnesses witnesses) {
        this.witnesses = witnesses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        witnesses
                .standing(ctx.pathParam("id"))
                .compose(standing -> {
                    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                    return Answers.json(ctx, 200, standing);
                })
                .onFailure(ctx::fail);
    }
}
