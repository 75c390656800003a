// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;

/** {@code GET /health/…}: 200 with {@code {"status":"up"}}, or 503 with {@code {"status":"down"}}. */
final class HealthHandler implements Handler<RoutingContext> {

    private final Supplier<Future<Void>> check;

    /** Asks {@code check} at each call; its failure means down. */
    HealthHandler(Supplier<Future<Void>> check) {
        this.check = check;
    }

    @Override
    public void handle(RoutingContext ctx) {
        check.get()
                .transform(result -> Answers.json(
                        ctx, result.succeeded() ? 200 : 503, Map.of("status", result.succeeded() ? "up" : "down")))
                .onFailure(ctx::fail);
    }
}
