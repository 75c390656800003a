// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.urna.server.decision.RequestedBy;
import org.urna.server.halt.Halts;
import org.urna.server.staff.Account;

/** {@code …/halt} and {@code …/resumption}: stops and goes on taking ballots. */
final class HaltRoutes {

    private final Halts halts;

    HaltRoutes(Halts halts) {
        this.halts = halts;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("haltCasting", answering(this::halt), "resumeCasting", answering(this::resume));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Halts.Asked>> answer) {
        return ctx -> answer.apply(ctx)
                .compose(asked -> {
                    StaffGate.note(ctx, "asked", asked);
                    return Answers.json(ctx, 200, asked);
                })
                .onFailure(ctx::fail);
    }

    private static RequestedBy caller(RoutingContext ctx) {
        Account account = StaffGate.signedIn(ctx).account();
        return new RequestedBy(account.id(), account.name());
    }

    private Future<Halts.Asked> halt(RoutingContext ctx) {
        return halts.halt(ctx.pathParam("id"), RequestReader.json(ctx).path("text"), caller(ctx));
    }

    private Future<Halts.Asked> resume(RoutingContext ctx) {
        JsonNode json = RequestReader.json(ctx);
        Optional<String> closes =
                json.has("closes") ? Optional.of(json.path("closes").asText()) : Optional.empty();
        return halts.resume(ctx.pathParam("id"), json.path("text"), closes, caller(ctx));
    }
}
