// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import org.urna.crypto.log.TileSource;
import org.urna.crypto.log.TreeHash;

/**
 * What a transaction appended. Nothing of it may be told to anyone before the transaction has committed.
 *
 * @param first index of the first new entry
 * @param size entries of the log now
 * @param root root of the tree of that size
 * @param edge the tiles at the right edge of that tree: enough to prove the inclusion of each new entry
 */
public record Appended(long first, long size, TreeHash root, TileSource edge) {}
