// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * The content of {@code tile/entries/…}: up to 256 entries, each after its length in two bytes, big-endian (C2SP
 * tlog-tiles, "Log entries").
 */
public final class EntryBundle {

    /** The longest entry that the length prefix can carry, in bytes. */
    public static final int MAX_ENTRY_BYTES = 0xffff;

    /** The longest bundle, in bytes. */
    public static final int MAX_BYTES = Tile.FULL_WIDTH * (Short.BYTES + MAX_ENTRY_BYTES);

    private EntryBundle() {}

    /**
     * Writes a bundle.
     *
     * @throws IllegalArgumentException unless there are 1 to 256 entries of at most 65,535 bytes
     */
    public static byte[] encode(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > Tile.FULL_WIDTH) {
            throw new IllegalArgumentException("a bundle has 1 to 256 entries");
        }
        int length = 0;
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("entry longer than 65535 bytes");
            }
            length += Short.BYTES + entry.length;
        }
        ByteBuffer bundle = ByteBuffer.allocate(length);
        for (byte[] entry : entries) {
            bundle.putShort((short) entry.length).put(entry);
        }
        return bundle.array();
    }

    /**
     * Reads the content of {@code tile}.
     *
     * @throws MalformedException unless it is exactly as many entries as the tile is wide
     * @throws IllegalArgumentException if {@code tile} is not an entry bundle
     */
    public static List<byte[]> decode(Tile tile, byte[] content) throws MalformedException {
        if (tile.level() != Tile.ENTRIES) {
            throw new IllegalArgumentException("not an entry bundle");
        }
        ByteBuffer bundle = ByteBuffer.wrap(content);
        List<byte[]> entries = new ArrayList<>(tile.width());
        for (int i = 0; i < tile.width(); i++) {
            if (bundle.remaining() < Short.BYTES) {
                throw new MalformedException("bundle " + tile.path() + " has too few entries");
            }
            int length = Short.toUnsignedInt(bundle.getShort());
            if (bundle.remaining() < length) {
                throw new MalformedException("bundle " + tile.path() + " ends inside an entry");
            }
            byte[] entry = new byte[length];
            bundle.get(entry);
            entries.add(entry);
        }
        if (bundle.hasRemaining()) {
            throw new MalformedException("bundle " + tile.path() + " goes on after its last entry");
        }
        return Collections.unmodifiableList(entries);
    }
}
