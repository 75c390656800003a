// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.ListedNotes;

/** {@code GET /e/{id}/board/…}: the board as static files (C2SP tlog-tiles). A path is taken in exactly one spelling. */
final class BoardHandler implements Handler<RoutingContext> {

    /** For the router; the handler itself looks at the path as it was sent. */
    static final String ROUTE = "/e/:id/board/*";

    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/webp");
    private static final String BINARY = "application/octet-stream";

    private final BoardFiles boards;

    BoardHandler(BoardFiles boards) {
        this.boards = boards;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String[] parts = ctx.request().path().split("/", 5); // "", e, id, board, rest
        if (parts.length < 5 || !ELECTION.matcher(parts[2]).matches()) {
            ctx.fail(404);
            return;
        }
        answer(ctx, parts[2], parts[4]).onFailure(ctx::fail);
    }

    private Future<Void> answer(RoutingContext ctx, String election, String path) {
        if (path.equals(BoardPaths.CHECKPOINT)) {
            return boards.checkpoint(election).compose(found -> changing(ctx, found));
        }
        if (path.equals(BoardPaths.CHECKPOINTS)) {
            return boards.listed(election)
                    .compose(found -> found.isPresent() ? history(ctx, election, found.get()) : missing(ctx));
        }
        if (path.startsWith(BoardPaths.ARTIFACTS)) {
            String sha256 = path.substring(BoardPaths.ARTIFACTS.length());
            return SHA256.matcher(sha256).matches()
                    ? boards.published(election, sha256).compose(found -> artifact(ctx, path, found))
                    : missing(ctx);
        }
        Tile tile;
        try {
            tile = Tile.parse(path);
        } catch (MalformedException e) {
            return missing(ctx);
        }
        return boards.tile(election, tile).compose(found -> lasting(ctx, path, BINARY, found));
    }

    /** Statements and pictures are what candidates sent: whatever is in them, a browser shows it as text or image and runs nothing. */
    private static Future<Void> artifact(RoutingContext ctx, String path, Optional<BoardFiles.Published> found) {
        String stored = found.map(BoardFiles.Published::mediaType).orElse("");
        ctx.response().putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        return lasting(
                ctx,
                path,
                stored.equals("text/plain") ? TEXT : IMAGES.contains(stored) ? stored : BINARY,
                found.map(BoardFiles.Published::bytes));
    }

    /** However long the list has grown, only a part of it is in memory. Its length goes ahead, so that nobody takes half of it for all. */
    private Future<Void> history(RoutingContext ctx, String election, ListedNotes.State state) {
        HttpServerResponse response = ctx.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, state.tag());
        if (state.tag().equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return Answers.empty(ctx, 304);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(state.length()));
        return ctx.request().method().equals(HttpMethod.HEAD)
                ? response.end()
                : boards.history(election, state, part -> response.write(Buffer.buffer(part)))
                        .compose(done -> response.end())
                        .onFailure(e -> forget(response));
    }

    /** What was said of the list does not hold for the problem that is answered instead. */
    private static void forget(HttpServerResponse response) {
        if (!response.headWritten()) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.ETAG);
        }
    }

    private static Future<Void> changing(RoutingContext ctx, Optional<byte[]> content) {
        return content.isPresent() ? found(ctx, TEXT, content.get()) : missing(ctx);
    }

    /** What is found at such a path never changes: the path itself tells versions apart. */
    private static Future<Void> lasting(RoutingContext ctx, String path, String mediaType, Optional<byte[]> content) {
        if (content.isEmpty()) {
            return missing(ctx);
        }
        String tag = '"' + path + '"';
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER).putHeader(HttpHeaders.ETAG, tag);
        return tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                ? Answers.empty(ctx, 304)
                : found(ctx, mediaType, content.get());
    }

    private static Future<Void> found(RoutingContext ctx, String mediaType, byte[] content) {
        // Vert.x leaves the length of what a HEAD does not send to us.
        ctx.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length));
        return Answers.bytes(ctx, 200, mediaType, content);
    }

    private static Future<Void> missing(RoutingContext ctx) {
        ctx.fail(404);
        return Future.succeededFuture();
    }
}
