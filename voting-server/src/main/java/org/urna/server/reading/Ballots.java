// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.urna.server.board.BoardFiles;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/**
 * Keeps in memory what readers ask of ballots, and reads from the database only those that are new since. Safe for concurrent use.
 *
 * <p>Whoever asks must know that the election exists: memory is taken for each one named.
 */
final class Ballots {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int AT_ONCE = 8_192;

    private static final String NEW = "SELECT b.position, b.hash, c.style, l.time FROM ballot b"
            + " JOIN credential c ON c.election = b.election AND c.k = b.k"
            + " JOIN log_entry l ON l.election = b.election AND l.position = b.position"
            + " WHERE b.election = #{election} AND b.position >= #{from} AND b.position < #{end}"
            + " ORDER BY b.position LIMIT " + AT_ONCE;

    private final Store store;
    private final BoardFiles boards;
    private final Map<String, Kept> kept = new HashMap<>();

    /** An election's ballots, when they were brought up to date, and the reading under way, if any. */
    private static final class Kept {
        final Gathered ballots = new Gathered();
        long fresh = System.nanoTime() - 2 * FRESH_NANOS;

        @Nullable
        Future<Gathered> reading;
    }

    Ballots(Store store, BoardFiles boards) {
        this.store = store;
        this.boards = boards;
    }

    /** The ballots under the newest signed checkpoint, or under one that was the newest a second ago. */
    Future<Gathered> of(String election) {
        synchronized (kept) {
            Kept found = kept.computeIfAbsent(election, id -> new Kept());
            if (System.nanoTime() - found.fresh < FRESH_NANOS) {
                return Future.succeededFuture(found.ballots);
            }
            if (found.reading != null) {
                return found.reading;
            }
            Future<Gathered> reading = boards.size(election)
                    .compose(size -> read(election, found.ballots, size))
                    .map(found.ballots);
            if (!reading.isComplete()) {
                found.reading = reading;
            }
            return reading.onComplete(done -> {
                synchronized (kept) {
                    found.reading = null;
                    found.fresh = done.succeeded() ? System.nanoTime() : found.fresh;
                }
            });
        }
    }

    private Future<Void> read(String election, Gathered ballots, long size) {
        if (ballots.next() >= size) {
            return Future.succeededFuture();
        }
        return Loop.whilst(() -> store.query(NEW, Map.of("election", election, "from", ballots.next(), "end", size))
                .map(rows -> {
                    for (Row row : rows) {
                        ballots.add(
                                row.getLong("position"),
                                row.getString("hash"),
                                row.getString("style"),
                                row.getString("time"));
                    }
                    if (rows.size() < AT_ONCE) {
                        ballots.reached(size);
                    }
                    return ballots.next() < size;
                }));
    }
}
