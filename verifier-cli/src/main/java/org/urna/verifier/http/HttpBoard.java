// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.verifier.place.Limits;

/**
 * A board on a web server. Nothing is followed elsewhere, and neither a long nor a slow answer is waited for without end. What breaks off is
 * asked for again; large files come in parts, several at once.
 */
public final class HttpBoard implements Board {

    /** Waiting for answers is all that they do. */
    static final Executor DOWNLOADS = Executors.newFixedThreadPool(16, task -> {
        Thread thread = new Thread(task, "downloads");
        thread.setDaemon(true);
        return thread;
    });

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BUFFER = 1 << 16;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Fetcher fetcher;

    /**
     * @param place an election's page or its {@code board/}
     * @throws IllegalArgumentException unless it is https, or http to this machine, with neither query nor fragment
     */
    public HttpBoard(URI place) {
        this(place, PAUSE);
    }

    /** @param pause before a file is asked for a second time */
    HttpBoard(URI place, Duration pause) {
        this.fetcher = new Fetcher(board(place), pause);
    }

    /** A board on the web, read some files ahead of where they are used. */
    public static Board open(URI place) {
        return new ReadAhead(new HttpBoard(place), DOWNLOADS);
    }

    /** The address of the board itself, with a slash at its end. */
    static URI board(URI place) {
        requireSafe(place);
        if (place.getRawQuery() != null || place.getRawFragment() != null || place.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a place on the web has no user, query or fragment");
        }
        String address = place.toString();
        String folder = address.endsWith("/") ? address : address + "/";
        return URI.create(folder.endsWith("/board/") ? folder : folder + "board/");
    }

    /** @throws IllegalArgumentException unless it is https, or http to this machine */
    static void requireSafe(URI place) {
        String scheme = place.getScheme() == null ? "" : place.getScheme().toLowerCase(Locale.ROOT);
        String host = place.getHost();
        boolean local = scheme.equals("http") && host != null && LOOPBACK.contains(host);
        if (host == null || !(scheme.equals("https") || local)) {
            throw new IllegalArgumentException(
                    "a place on the web begins with https:// (http:// on this machine only)");
        }
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return fetcher.bytes(BoardPaths.CHECKPOINT, Limits.checkpoint());
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return new BufferedInputStream(Parts.spooled(fetcher, BoardPaths.CHECKPOINTS), BUFFER);
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        try {
            return fetcher.bytes(tile.path(), Limits.of(tile));
        } catch (FileNotFoundException e) {
            if (!tile.isPartial()) {
                throw e;
            }
            // The log has grown since its checkpoint was read: the tile is full now.
            return Limits.cut(tile, fetcher.bytes(tile.full().path(), Limits.of(tile.full())));
        }
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return new Parts(fetcher, BoardPaths.artifact(sha256.bytes()), DOWNLOADS).open();
    }
}
