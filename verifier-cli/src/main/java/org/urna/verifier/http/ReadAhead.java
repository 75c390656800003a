// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/**
 * Fetches the full entry bundles and hash tiles that come next while the present ones are worked on, so that a far server does not slow a
 * verification down. What is under way is bounded; nothing is kept once it was asked for. Safe for concurrent use.
 */
final class ReadAhead implements Board {

    /** Files of one level under way: at 16 MB for the largest possible bundle, and 1 MB for a usual one, this bounds the memory. */
    private static final int AHEAD = 8;

    private final Board board;
    private final Executor executor;
    private final Map<Tile, CompletableFuture<byte[]>> coming = new ConcurrentHashMap<>();
    private volatile long size;

    ReadAhead(Board board, Executor executor) {
        this.board = board;
        this.executor = executor;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        byte[] checkpoint = board.checkpoint();
        coming.clear();
        try {
            size = Checkpoint.parse(Note.parse(checkpoint).text()).size();
        } catch (MalformedException e) {
            size = 0; // whoever reads it will say so
        }
        return checkpoint;
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        if (tile.isPartial() || tile.level() > 0) {
            return board.read(tile);
        }
        CompletableFuture<byte[]> wanted = coming.remove(tile);
        // Whoever was faster than the fetching ahead leaves something behind that nobody will ask for.
        coming.keySet().removeIf(each -> each.level() == tile.level() && each.index() < tile.index() - AHEAD);
        for (long next = tile.index() + 1; next <= tile.index() + AHEAD; next++) {
            Tile later = new Tile(tile.level(), next, Tile.FULL_WIDTH);
            if ((next + 1) * Tile.FULL_WIDTH <= size && coming.size() < 2 * AHEAD) {
                coming.computeIfAbsent(later, this::begin);
            }
        }
        if (wanted == null) {
            return board.read(tile);
        }
        try {
            return wanted.join();
        } catch (CompletionException e) {
            throw new IOException(tile.path() + " cannot be fetched", e.getCause());
        }
    }

    private CompletableFuture<byte[]> begin(Tile tile) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return board.read(tile);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return board.checkpoints();
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return board.artifact(sha256);
    }
}
