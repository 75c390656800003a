// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.staff.TrailChain;
import org.urna.server.staff.TrailReader;
import org.urna.server.work.Loop;

/** {@code /staff/trail}: reading the audit trail. Nothing here changes it. */
final class TrailRoutes {

    private final TrailReader trail;

    TrailRoutes(TrailReader trail) {
        this.trail = trail;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "readTrail", ctx -> read(ctx).onFailure(ctx::fail),
                "exportTrail",
                        ctx -> export(ctx, "application/jsonl", "trail.jsonl", "", TrailRoutes::line)
                                .onFailure(ctx::fail),
                "exportTrailTable",
                        ctx -> export(ctx, "text/csv; charset=utf-8", "trail.csv", table(columns()), TrailRoutes::cells)
                                .onFailure(ctx::fail));
    }

    private Future<Void> read(RoutingContext ctx) {
        MultiMap asked = ctx.queryParams();
        String before = asked.get("before");
        TrailReader.Wanted wanted = new TrailReader.Wanted(
                before == null ? Long.MAX_VALUE : RequestReader.number(before),
                text(asked, "from"),
                text(asked, "to"),
                text(asked, "account"),
                text(asked, "election"),
                text(asked, "operation"),
                text(asked, "outcome"),
                text(asked, "text").strip());
        return trail.actions(StaffGate.signedIn(ctx).account(), wanted)
                .compose(answer -> Answers.json(ctx, 200, answer));
    }

    private static String text(MultiMap asked, String name) {
        return Objects.requireNonNullElse(asked.get(name), "");
    }

    /** All rows, read and sent page by page. */
    private Future<Void> export(
            RoutingContext ctx,
            String mediaType,
            String file,
            String head,
            Function<Map<String, Object>, String> written) {
        if (!StaffGate.signedIn(ctx).account().elections().isEmpty()) {
            return Future.failedFuture(
                    new Refusal(ProblemCode.FORBIDDEN, "the whole trail is for who is not confined to some elections"));
        }
        ctx.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        return ctx.response()
                .write(head)
                .compose(begun -> pages(ctx, written))
                .compose(done -> ctx.response().end());
    }

    private Future<Void> pages(RoutingContext ctx, Function<Map<String, Object>, String> written) {
        return Loop.from(
                1L,
                from -> trail.rows(from).compose(rows -> {
                    String text = rows.stream().map(written).collect(Collectors.joining());
                    return rows.isEmpty()
                            ? Future.succeededFuture(Optional.<Long>empty())
                            : ctx.response().write(Buffer.buffer(text)).map(Optional.of(from + rows.size()));
                }));
    }

    private static String line(Map<String, Object> row) {
        ObjectNode line = StrictJson.object();
        columns().forEach(column -> line.set(column, StrictJson.tree(Objects.requireNonNull(row.get(column)))));
        return new String(StrictJson.write(line), java.nio.charset.StandardCharsets.UTF_8) + "\n";
    }

    private static String cells(Map<String, Object> row) {
        return table(columns().stream().map(column -> row.get(column)).toList());
    }

    private static List<String> columns() {
        return java.util.stream.Stream.concat(TrailChain.COLUMNS.stream(), java.util.stream.Stream.of("hash", "mac"))
                .toList();
    }

    /** A line of RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
    private static String table(List<? extends @Nullable Object> cells) {
        return cells.stream()
                        .map(cell -> {
                            String text = String.valueOf(cell);
                            String plain = text.matches("(?s)[=+@\\-\t\r].*") ? "'" + text : text;
                            return '"' + plain.replace("\"", "\"\"") + '"';
                        })
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
