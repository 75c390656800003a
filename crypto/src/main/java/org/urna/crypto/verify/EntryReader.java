// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.BallotReader;

/** Reads entries in order, some bundles ahead of where they are used. */
final class EntryReader {

    private final Board board;
    private final Workers workers;
    private final long size;
    private final int ahead;
    private final BallotReader ballots = new BallotReader();
    private long requested;
    private final Deque<CompletableFuture<List<ReadEntry>>> bundles = new ArrayDeque<>();

    EntryReader(Board board, Workers workers, long size, int ahead) {
        this(board, workers, 0, size, ahead);
    }

    /** @param from index of the first entry wanted */
    EntryReader(Board board, Workers workers, long from, long size, int ahead) {
        this.requested = from;
        this.board = board;
        this.workers = workers;
        this.size = size;
        this.ahead = ahead;
    }

    /**
     * The next bundle; empty at the end.
     *
     * @throws IOException if it is not there, or not as many entries as there must be
     */
    List<ReadEntry> next() throws IOException {
        while (bundles.size() <= ahead && requested < size) {
            long first = requested / Tile.FULL_WIDTH * Tile.FULL_WIDTH;
            int skipped = (int) (requested - first);
            requested = Math.min(first + Tile.FULL_WIDTH, size);
            Tile tile = new Tile(Tile.ENTRIES, first / Tile.FULL_WIDTH, (int) (requested - first));
            bundles.add(workers.compute(() -> load(tile, skipped)));
        }
        CompletableFuture<List<ReadEntry>> bundle = bundles.poll();
        if (bundle == null) {
            return List.of();
        }
        try {
            return bundle.join();
        } catch (CompletionException e) {
            String reason = e.getCause() instanceof Missing missing
                    ? String.valueOf(missing.getMessage())
                    : "the program itself failed: " + e.getCause();
            throw new IOException(reason, e);
        }
    }

    private List<ReadEntry> load(Tile tile, int skipped) {
        try {
            List<ReadEntry> entries = new ArrayList<>(tile.width());
            List<byte[]> bundle = EntryBundle.decode(tile, board.read(tile));
            for (byte[] entry : bundle.subList(skipped, bundle.size())) {
                entries.add(new ReadEntry(entry, ballots));
            }
            return entries;
        } catch (IOException e) {
            throw new Missing(tile.path() + " cannot be read");
        } catch (MalformedException e) {
            throw new Missing(String.valueOf(e.getMessage()));
        }
    }
}
