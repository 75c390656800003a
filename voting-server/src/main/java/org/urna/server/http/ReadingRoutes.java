// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Hash;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.reading.Reading;

/** The operations with which pages read an election: {@code GET /elections/{id}/…}. */
final class ReadingRoutes {

    private static final int MOST_ENTRIES = 100;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Reading reading;

    ReadingRoutes(Reading reading) {
        this.reading = reading;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getEntry", answering(this::entry),
                "getEntries", answering(this::entries),
                "getCredential", answering(this::credential),
                "getTrackers", answering(this::trackers),
                "getTurnout", answering(this::turnout),
                "getResults", answering(this::results),
                "getResultsTable", answering(this::table));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private Future<Void> entry(RoutingContext ctx) {
        long index = RequestReader.number(ctx.pathParam("index"));
        return reading.entry(ctx.pathParam("id"), index).compose(found -> {
            byte[] entry = found.orElseThrow(
                    () -> new Refusal(ProblemCode.NOT_FOUND, "no entry " + index + " under a signed checkpoint"));
            String tag = '"' + Hash.sha256(entry).hex() + '"';
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER).putHeader(HttpHeaders.ETAG, tag);
            return tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                    ? Answers.empty(ctx, 304)
                    : Answers.bytes(ctx, 200, "application/json", entry);
        });
    }

    private Future<Void> entries(RoutingContext ctx) {
        int count = (int) number(ctx.queryParams().get("count"), MOST_ENTRIES);
        return reading.entries(ctx.pathParam("id"), number(ctx.queryParams().get("from"), 0), count)
                .compose(found -> {
                    if (found.size() == count) {
                        // All that was asked for is there: the answer can never change.
                        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
                    }
                    return Answers.bytes(ctx, 200, "application/jsonl", lines(found));
                });
    }

    private static byte[] lines(List<byte[]> entries) {
        Buffer lines = Buffer.buffer();
        entries.forEach(entry -> lines.appendBytes(entry).appendByte((byte) '\n'));
        return lines.getBytes();
    }

    private Future<Void> credential(RoutingContext ctx) {
        return reading.credential(ctx.pathParam("id"), ctx.pathParam("credential"))
                .compose(answer -> Answers.json(ctx, 200, answer));
    }

    private Future<Void> trackers(RoutingContext ctx) {
        return reading.trackers(ctx.pathParam("id"), number(ctx.queryParams().get("from"), 0))
                .compose(rows -> Answers.bytes(ctx, 200, "application/octet-stream", rows));
    }

    private Future<Void> turnout(RoutingContext ctx) {
        return reading.turnout(ctx.pathParam("id")).compose(answer -> Answers.json(ctx, 200, answer));
    }

    private Future<Void> results(RoutingContext ctx) {
        return reading.results(ctx.pathParam("id")).compose(answer -> Answers.json(ctx, 200, answer));
    }

    private Future<Void> table(RoutingContext ctx) {
        return reading.resultsCsv(ctx.pathParam("id")).compose(table -> {
            ctx.response().putHeader("Content-Disposition", "attachment; filename=\"results.csv\"");
            return Answers.bytes(ctx, 200, "text/csv; charset=utf-8", table.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static long number(@Nullable String parameter, long standard) {
        return parameter == null ? standard : RequestReader.number(parameter);
    }
}
