// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.urna.server.door.Door;

/** {@code …/door…}. The audit trail names no member here: a time beside a number could be compared with the board. */
final class DoorRoutes {

    private final Door door;

    DoorRoutes(Door door) {
        this.door = door;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getDoor", answering(this::counts),
                "listAtDoor", answering(this::list),
                "activateSlip", answering(this::activate),
                "deactivateSlip", answering(this::deactivate));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private static String query(RoutingContext ctx, String name) {
        return Objects.requireNonNullElse(ctx.queryParams().get(name), "");
    }

    private static Future<Void> json(RoutingContext ctx, Object value) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return Answers.json(ctx, 200, value);
    }

    private Future<Void> counts(RoutingContext ctx) {
        return door.counts(ctx.pathParam("id")).compose(counts -> json(ctx, counts));
    }

    private Future<Void> list(RoutingContext ctx) {
        return door.list(ctx.pathParam("id"), query(ctx, "search"), query(ctx, "after"))
                .compose(list -> {
                    StaffGate.note(ctx, "members", list.size());
                    return json(ctx, list);
                });
    }

    private Future<Void> activate(RoutingContext ctx) {
        JsonNode json = RequestReader.json(ctx);
        return door.activate(
                        ctx.pathParam("id"),
                        json.path("memberNumber").asText(),
                        json.path("serial").asText())
                .compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> deactivate(RoutingContext ctx) {
        JsonNode json = RequestReader.json(ctx);
        boolean lost = json.path("lost").asBoolean();
        StaffGate.note(ctx, "lost", lost);
        return door.deactivate(ctx.pathParam("id"), json.path("memberNumber").asText(), lost)
                .compose(done -> Answers.empty(ctx, 204));
    }
}
