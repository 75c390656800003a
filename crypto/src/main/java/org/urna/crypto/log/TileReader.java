// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;

/**
 * Reads the hashes of a tree of a known size from its tiles. Keeps the tiles that it has read, so it is made anew for
 * each proof or walk; not safe for concurrent use.
 */
public final class TileReader implements HashReader {

    private final long size;
    private final TileSource source;
    private final Map<Tile, List<TreeHash>> seen = new HashMap<>();

    /** @param size entries of the tree: it decides which partial tiles are asked for */
    public TileReader(long size, TileSource source) {
        this.size = size;
        this.source = source;
    }

    /** @throws IllegalArgumentException if the tree has no such complete subtree */
    @Override
    public TreeHash read(int level, long index) throws IOException, MalformedException {
        if (level < 0 || level >= Long.SIZE || index < 0 || index >= size >>> level) {
            throw new IllegalArgumentException("outside the tree");
        }
        int tileLevel = level / Tile.HEIGHT;
        int height = level % Tile.HEIGHT;
        long first = index << height;
        Tile tile = Tile.holding(tileLevel, first, size);
        int offset = (int) (first % Tile.FULL_WIDTH);
        return MerkleTree.rootOf(hashes(tile).subList(offset, offset + (1 << height)));
    }

    private List<TreeHash> hashes(Tile tile) throws IOException, MalformedException {
        List<TreeHash> known = seen.get(tile);
        if (known == null) {
            known = tile.decode(source.read(tile));
            seen.put(tile, known);
        }
        return known;
    }
}
