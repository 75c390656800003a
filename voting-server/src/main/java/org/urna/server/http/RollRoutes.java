// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;
import org.urna.server.roll.RollFiles;
import org.urna.server.roll.RollOffice;

/** The operations on rolls and members: {@code /elections/{id}/roll…}, {@code …/members} and {@code …/member}. */
final class RollRoutes {

    private final RollOffice rolls;

    RollRoutes(RollOffice rolls) {
        this.rolls = rolls;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.ofEntries(
                Map.entry("importRoll", answering(this::importRoll)),
                Map.entry("uploadRollFile", answering(this::upload)),
                Map.entry("getRollImport", json(ctx -> rolls.files().status(election(ctx)))),
                Map.entry("discardRollImport", answering(this::discard)),
                Map.entry("previewRoll", json(ctx -> rolls.checks().preview(election(ctx), RequestReader.json(ctx)))),
                Map.entry("checkRoll", json(ctx -> rolls.checks().start(election(ctx), RequestReader.json(ctx)))),
                Map.entry("listSamePersons", json(this::samePersons)),
                Map.entry(
                        "decideSamePersons",
                        json(ctx -> rolls.samePersons().decide(election(ctx), RequestReader.json(ctx)))),
                Map.entry("commitRoll", json(this::commit)),
                Map.entry("getRollReport", json(this::report)),
                Map.entry("getRollReportTable", answering(this::table)),
                Map.entry("listMembers", json(this::members)),
                Map.entry("getMember", json(this::member)),
                Map.entry("correctMember", json(this::correct)));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private static Handler<RoutingContext> json(Function<RoutingContext, ? extends Future<?>> answer) {
        return answering(ctx -> answer.apply(ctx).compose(value -> {
            // What it says of members is for nobody's cache.
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return Answers.json(ctx, 200, value);
        }));
    }

    private static String election(RoutingContext ctx) {
        return ctx.pathParam("id");
    }

    private static String text(RoutingContext ctx, String parameter) {
        String value = ctx.queryParams().get(parameter);
        return value == null ? "" : value;
    }

    private static long number(RoutingContext ctx, String parameter) {
        String value = text(ctx, parameter);
        return value.isEmpty() ? 0 : RequestReader.number(value);
    }

    private Future<Void> importRoll(RoutingContext ctx) {
        boolean windows1252 = text(ctx, "charset").equals("windows-1252");
        boolean acceptGood = text(ctx, "accept").equals("good");
        return stage(ctx, "roll.csv")
                .compose(upload -> rolls.plain().run(upload, windows1252, acceptGood))
                .compose(report -> {
                    StaffGate.note(ctx, "rows", report.rows());
                    StaffGate.note(ctx, "accepted", report.accepted());
                    return Answers.json(ctx, 200, report);
                });
    }

    private Future<Void> upload(RoutingContext ctx) {
        return stage(ctx, text(ctx, "name")).compose(rolls.files()::arrived).compose(status -> {
            StaffGate.note(ctx, "file", status.path("file"));
            StaffGate.note(ctx, "bytes", status.path("bytes"));
            return Answers.json(ctx, 201, status);
        });
    }

    private Future<RollFiles.Upload> stage(RoutingContext ctx, String name) {
        return rolls.files()
                .begin(election(ctx), name)
                .compose(upload -> RequestReader.stage(ctx, upload.path())
                        .map(upload)
                        .recover(e -> rolls.files().gone(upload).transform(done -> Future.failedFuture(e))));
    }

    private Future<Void> discard(RoutingContext ctx) {
        return rolls.files().discard(election(ctx)).compose(done -> Answers.empty(ctx, 204));
    }

    private Future<?> samePersons(RoutingContext ctx) {
        return rolls.samePersons().list(election(ctx), number(ctx, "line"), number(ctx, "other"));
    }

    private Future<?> commit(RoutingContext ctx) {
        boolean acceptGood = RequestReader.json(ctx).path("accept").asText().equals("good");
        return rolls.commits().start(election(ctx), acceptGood).map(status -> {
            StaffGate.note(ctx, "accept", acceptGood ? "good" : "all");
            StaffGate.note(ctx, "summary", status.path("summary"));
            return status;
        });
    }

    private Future<?> report(RoutingContext ctx) {
        return rolls.reports().page(election(ctx), text(ctx, "show"), number(ctx, "after"));
    }

    private Future<Void> table(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"roll-report.csv\"");
        return rolls.reports()
                .csv(election(ctx), text(ctx, "show"), part -> response.write(Buffer.buffer(part)))
                .compose(done -> response.end());
    }

    private Future<?> members(RoutingContext ctx) {
        return rolls.members().list(election(ctx), text(ctx, "search"), text(ctx, "after"));
    }

    private Future<?> member(RoutingContext ctx) {
        StaffGate.note(ctx, "member", text(ctx, "number"));
        return rolls.members().get(election(ctx), text(ctx, "number"));
    }

    /** Who corrected what, from what to what and why, stands in the audit trail too. */
    private Future<?> correct(RoutingContext ctx) {
        String number = text(ctx, "number");
        JsonNode json = RequestReader.json(ctx);
        String actor = StaffGate.signedIn(ctx).account().name();
        StaffGate.note(ctx, "member", number);
        StaffGate.note(ctx, "reason", json.path("reason").asText());
        return rolls.corrections().correct(election(ctx), number, json, actor).map(changes -> {
            StaffGate.note(ctx, "changes", changes);
            return Map.of("changes", changes);
        });
    }
}
