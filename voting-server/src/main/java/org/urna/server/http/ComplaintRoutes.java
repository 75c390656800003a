// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.urna.server.complaint.Complaints;

/** {@code …/complaints…}: voters hand files in, staff look at them and answer. */
final class ComplaintRoutes {

    private final Complaints complaints;

    ComplaintRoutes(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "complain", answering(this::take),
                "listComplaints", answering(this::list),
                "getComplaintFile", answering(this::file),
                "answerComplaint", answering(this::answer));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> {
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            answer.apply(ctx).onFailure(ctx::fail);
        };
    }

    private static long number(RoutingContext ctx) {
        return RequestReader.number(ctx.pathParam("number"));
    }

    private Future<Void> take(RoutingContext ctx) {
        JsonNode json = RequestReader.json(ctx);
        Complaints.Handed handed = new Complaints.Handed(
                json.path("file").asText(),
                json.path("contact").asText(""),
                json.path("words").asText(""));
        return complaints
                .take(ctx.pathParam("id"), CallerAddress.of(ctx.request()), handed)
                .compose(answer -> Answers.json(ctx, 201, answer));
    }

    private Future<Void> list(RoutingContext ctx) {
        return complaints.list(ctx.pathParam("id")).compose(list -> Answers.json(ctx, 200, list));
    }

    private Future<Void> file(RoutingContext ctx) {
        return complaints.file(ctx.pathParam("id"), number(ctx)).compose(file -> {
            ctx.response()
                    .putHeader("Content-Disposition", "attachment; filename=\"complaint-" + number(ctx) + ".txt\"");
            return Answers.bytes(ctx, 200, "text/plain; charset=utf-8", file.getBytes(StandardCharsets.UTF_8));
        });
    }

    private Future<Void> answer(RoutingContext ctx) {
        StaffGate.note(ctx, "number", number(ctx));
        return complaints
                .answer(
                        ctx.pathParam("id"),
                        number(ctx),
                        RequestReader.json(ctx).path("answer").asText())
                .compose(done -> Answers.empty(ctx, 204));
    }
}
