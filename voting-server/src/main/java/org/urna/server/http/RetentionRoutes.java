// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.urna.server.retention.Retentions;

/** {@code /retention} and {@code …/retention}: for how long what names people is kept. */
final class RetentionRoutes {

    private final Retentions retentions;

    RetentionRoutes(Retentions retentions) {
        this.retentions = retentions;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getStandardRetention",
                answering(ctx -> retentions.standard().compose(days -> Answers.json(ctx, 200, days))),
                "setStandardRetention",
                answering(ctx -> set(ctx, "")),
                "getRetention",
                answering(ctx -> retentions.of(election(ctx)).compose(days -> Answers.json(ctx, 200, days))),
                "setRetention",
                answering(ctx -> set(ctx, election(ctx))));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private static String election(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.pathParam("id"));
    }

    private Future<Void> set(RoutingContext ctx, String election) {
        JsonNode days = RequestReader.json(ctx);
        StaffGate.note(ctx, "days", days);
        return retentions.set(election, days).compose(done -> Answers.empty(ctx, 204));
    }
}
