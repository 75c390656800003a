// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;

/**
 * Grows a tree and makes the hash tiles that must be published for it. Not safe for concurrent use; entry bundles are
 * made by {@link EntryBundle}.
 */
public final class TileBuilder {

    private static final int LEVELS = Long.SIZE / Tile.HEIGHT;

    private final MerkleTree tree;
    private final List<List<TreeHash>> open = new ArrayList<>(); // per level, the hashes of its partial tile
    private final Map<Tile, byte[]> full = new LinkedHashMap<>();
    private long publishedSize;

    private TileBuilder(MerkleTree tree) {
        this.tree = tree;
        this.publishedSize = tree.size();
        for (int level = 0; level < LEVELS; level++) {
            open.add(new ArrayList<>());
        }
    }

    /** Starts a log without entries. */
    public static TileBuilder empty() {
        return new TileBuilder(MerkleTree.empty());
    }

    /** Takes up a log of {@code size} entries whose tiles, partial ones of this size included, are in {@code source}. */
    public static TileBuilder resume(long size, TileSource source) throws IOException, MalformedException {
        TileBuilder builder = new TileBuilder(MerkleTree.resume(size, new TileReader(size, source)));
        for (int level = 0; level < LEVELS; level++) {
            long count = Tile.countAt(level, size);
            if (count % Tile.FULL_WIDTH != 0) {
                Tile tile = Tile.holding(level, count - 1, size);
                builder.open.get(level).addAll(tile.decode(source.read(tile)));
            }
        }
        return builder;
    }

    /** Number of entries. */
    public long size() {
        return tree.size();
    }

    /** The root of the tree as it stands. */
    public TreeHash root() {
        return tree.root();
    }

    /** Appends an entry, given its leaf hash, see {@link TreeHash#leaf}. */
    public void append(TreeHash leaf) {
        tree.append(leaf);
        TreeHash hash = leaf;
        for (int level = 0; level < LEVELS; level++) {
            List<TreeHash> row = open.get(level);
            row.add(hash);
            if (row.size() < Tile.FULL_WIDTH) {
                return;
            }
            long index = (tree.size() >>> ((level + 1) * Tile.HEIGHT)) - 1;
            full.put(new Tile(level, index, Tile.FULL_WIDTH), Tile.encode(row));
            hash = MerkleTree.rootOf(row);
            row.clear();
        }
    }

    /**
     * The hash tiles to publish with a checkpoint of the present size that were not handed out before: those completed
     * since, and the partial ones that have grown.
     */
    public Map<Tile, byte[]> drain() {
        Map<Tile, byte[]> tiles = new LinkedHashMap<>(full);
        full.clear();
        for (Tile tile : Tile.added(publishedSize, tree.size())) {
            if (tile.isPartial() && tile.level() != Tile.ENTRIES) {
                tiles.put(tile, Tile.encode(open.get(tile.level())));
            }
        }
        publishedSize = tree.size();
        return tiles;
    }
}
