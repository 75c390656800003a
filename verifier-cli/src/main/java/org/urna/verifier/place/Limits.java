// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.place;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;

/** How much is read of each file, wherever the board is. */
public final class Limits {

    /** The most bytes of a file that is read as a stream. */
    public static final long STREAM = 1L << 32;

    private Limits() {}

    /** The most bytes of a tile. */
    public static int of(Tile tile) {
        return tile.level() == Tile.ENTRIES ? EntryBundle.MAX_BYTES : tile.width() * TreeHash.BYTES;
    }

    /** The most bytes of the checkpoint. */
    public static int checkpoint() {
        return Note.MAX_BYTES;
    }

    /**
     * Reads all that there is.
     *
     * @throws TooLongException if there are more than {@code most} bytes
     */
    public static byte[] read(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new TooLongException("a file is longer than it can be");
        }
        return bytes;
    }

    /**
     * The beginning of a full tile, for a partial one that is no longer there by itself.
     *
     * @throws IOException if the full tile is malformed
     */
    public static byte[] cut(Tile partial, byte[] full) throws IOException {
        if (partial.level() != Tile.ENTRIES) {
            return Arrays.copyOf(full, Math.min(full.length, of(partial)));
        }
        try {
            List<byte[]> entries = EntryBundle.decode(partial.full(), full);
            return EntryBundle.encode(entries.subList(0, partial.width()));
        } catch (MalformedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
