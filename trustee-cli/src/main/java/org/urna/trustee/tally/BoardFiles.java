// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.trustee.RefusedException;
import org.urna.trustee.transport.ElectionPlace;

/** A board as a verification reads it, held at one checkpoint while the log grows on. Safe for concurrent use. */
final class BoardFiles implements Board {

    /** Four weeks of a round a minute, with three witnesses, come to less. */
    private static final int MAX_HISTORY = 640 << 20;

    private static final int MAX_ARTIFACT = 1 << 30;

    private final ElectionPlace place;
    private final byte[] history;
    private final byte[] checkpoint;

    private BoardFiles(ElectionPlace place, byte[] history, byte[] checkpoint) {
        this.place = place;
        this.history = history;
        this.checkpoint = checkpoint;
    }

    /** The board as it is now. */
    static BoardFiles now(ElectionPlace place) throws IOException, RefusedException {
        // In this order, so that the history names no tree larger than the checkpoint's.
        byte[] history = place.read(BoardPaths.CHECKPOINTS, MAX_HISTORY);
        return new BoardFiles(place, history, place.read(BoardPaths.CHECKPOINT, Note.MAX_BYTES));
    }

    @Override
    public byte[] checkpoint() {
        return checkpoint.clone();
    }

    @Override
    public InputStream checkpoints() {
        return new ByteArrayInputStream(history);
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        return read(tile.path(), EntryBundle.MAX_BYTES);
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return new ByteArrayInputStream(read(BoardPaths.artifact(sha256.bytes()), MAX_ARTIFACT));
    }

    private byte[] read(String path, int most) throws IOException {
        try {
            return place.read(path, most);
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
