// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;

/** Where the content of tiles comes from: a database, a folder, or a server. */
@FunctionalInterface
public interface TileSource {

    /**
     * The content of {@code tile}, of exactly its width. A source that finds only the full tile in place of a partial
     * one returns the beginning of that.
     *
     * @throws IOException if the tile is not there or cannot be fetched
     */
    byte[] read(Tile tile) throws IOException;
}
