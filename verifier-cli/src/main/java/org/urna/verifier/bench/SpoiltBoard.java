// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/** A board one of whose ballots was exchanged for one of the same length: what nobody may overlook. */
final class SpoiltBoard implements Board {

    private final Board board;
    private final long index;
    private final byte[] entry;

    /** @param index of the entry that is exchanged */
    SpoiltBoard(Board board, long index, byte[] entry) {
        this.board = board;
        this.index = index;
        this.entry = entry;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return board.checkpoint();
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return board.checkpoints();
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        byte[] content = board.read(tile);
        boolean here = tile.level() == Tile.ENTRIES && tile.index() == index / Tile.FULL_WIDTH;
        if (!here) {
            return content;
        }
        try {
            List<byte[]> entries = new ArrayList<>(EntryBundle.decode(tile, content));
            entries.set((int) (index % Tile.FULL_WIDTH), entry);
            return EntryBundle.encode(entries);
        } catch (MalformedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return board.artifact(sha256);
    }
}
