// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * One file of a tiled log (C2SP tlog-tiles): up to 256 consecutive hashes of one level, or up to 256 entries.
 *
 * @param level {@link #ENTRIES}, or 0 to 63: the hashes of a tile cover {@code 256^level} entries each
 * @param index position within the level, from 0
 * @param width hashes or entries in it, 1 to 256; below 256 the tile is partial
 */
public record Tile(int level, long index, int width) {

    /** The level that stands for entry bundles. */
    public static final int ENTRIES = -1;

    /** Hashes or entries of a full tile. */
    public static final int FULL_WIDTH = 256;

    static final int HEIGHT = 8;
    private static final int TOP_LEVEL = 63;

    /** @throws IllegalArgumentException if a part is out of its range */
    public Tile {
        if (level < ENTRIES || level > TOP_LEVEL || index < 0 || width < 1 || width > FULL_WIDTH) {
            throw new IllegalArgumentException("no such tile");
        }
    }

    /** Whether it has fewer than 256 hashes or entries. */
    public boolean isPartial() {
        return width < FULL_WIDTH;
    }

    /** The full tile at the same place. */
    public Tile full() {
        return new Tile(level, index, FULL_WIDTH);
    }

    /** Path below the board's root, such as {@code tile/0/x001/x234/067.p/12} or {@code tile/entries/000}. */
    public String path() {
        return TilePath.write(this);
    }

    /**
     * Reads a path as {@link #path} writes it.
     *
     * @throws MalformedException if it is anything else
     */
    public static Tile parse(String path) throws MalformedException {
        return TilePath.parse(path);
    }

    /** Whether a tree of {@code size} entries has exactly this tile, with this width. */
    public boolean existsIn(long size) {
        long count = countAt(level, size);
        return index <= count >>> HEIGHT && widthAt(count, index) == width;
    }

    /**
     * All tiles and entry bundles of a tree of {@code size} entries, partial ones included, entry bundles first and
     * then level by level.
     */
    public static List<Tile> forSize(long size) {
        return added(0, size);
    }

    /**
     * The tiles and entry bundles that a tree of {@code newSize} entries has and one of {@code oldSize} has not:
     * what must be published when a log grows.
     *
     * @throws IllegalArgumentException unless {@code 0 ≤ oldSize ≤ newSize}
     */
    public static List<Tile> added(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a log does not shrink");
        }
        List<Tile> tiles = new ArrayList<>();
        for (int level = ENTRIES; level < Long.SIZE / HEIGHT; level++) {
            long before = countAt(level, oldSize);
            long after = countAt(level, newSize);
            for (long index = before >>> HEIGHT; before != after && index << HEIGHT < after; index++) {
                tiles.add(new Tile(level, index, widthAt(after, index)));
            }
        }
        return Collections.unmodifiableList(tiles);
    }

    /**
     * The tile that holds, in a tree of {@code size} entries, the hash or entry at {@code offset} of {@code level}.
     *
     * @throws IllegalArgumentException if the tree has none there
     */
    static Tile holding(int level, long offset, long size) {
        long count = countAt(level, size);
        if (offset < 0 || offset >= count) {
            throw new IllegalArgumentException("outside the tree");
        }
        return new Tile(level, offset >>> HEIGHT, widthAt(count, offset >>> HEIGHT));
    }

    /** Hashes that a tree of {@code size} entries has at {@code level}. */
    static long countAt(int level, long size) {
        if (level == ENTRIES) {
            return size;
        }
        return level * HEIGHT >= Long.SIZE ? 0 : size >>> (level * HEIGHT);
    }

    private static int widthAt(long count, long index) {
        return (int) Math.min(FULL_WIDTH, count - (index << HEIGHT));
    }

    /**
     * Writes the content of a hash tile: the hashes one after another.
     *
     * @throws IllegalArgumentException unless there are between 1 and 256
     */
    public static byte[] encode(List<TreeHash> hashes) {
        if (hashes.isEmpty() || hashes.size() > FULL_WIDTH) {
            throw new IllegalArgumentException("a tile has 1 to 256 hashes");
        }
        byte[] content = new byte[hashes.size() * TreeHash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(content, i * TreeHash.BYTES);
        }
        return content;
    }

    /**
     * Reads the content of this hash tile.
     *
     * @throws MalformedException unless it is exactly {@link #width} hashes long
     */
    public List<TreeHash> decode(byte[] content) throws MalformedException {
        if (content.length != width * TreeHash.BYTES) {
            throw new MalformedException("tile " + path() + " has another length");
        }
        List<TreeHash> hashes = new ArrayList<>(width);
        for (int i = 0; i < content.length; i += TreeHash.BYTES) {
            hashes.add(TreeHash.of(content, i, i + TreeHash.BYTES));
        }
        return Collections.unmodifiableList(hashes);
    }
}
