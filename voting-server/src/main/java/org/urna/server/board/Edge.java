// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileSource;
import org.urna.crypto.log.TreeHash;

/** Hash tiles in memory, each at its newest state: of a smaller width it gives the beginning. */
final class Edge implements TileSource {

    /** Where a tile stands. */
    record Place(int level, long index) {}

    private final Map<Place, byte[]> tiles = new HashMap<>();

    void put(int level, long index, byte[] content) {
        tiles.put(new Place(level, index), content);
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        byte[] content = tiles.get(new Place(tile.level(), tile.index()));
        int length = tile.width() * TreeHash.BYTES;
        if (content == null || content.length < length) {
            throw new IOException("tile " + tile.path() + " is not stored");
        }
        return content.length == length ? content : Arrays.copyOf(content, length);
    }
}
