// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Builds the log's tree anew from its entries and compares every hash tile with it: check {@code log-tiles}. */
final class Tiles {

    private static final int LEVELS = Long.SIZE / 8;

    private final Board board;
    private final Findings findings;
    private final long size;
    private final TileBuilder tree = TileBuilder.empty();

    Tiles(Board board, Findings findings, long size) {
        this.board = board;
        this.findings = findings;
        this.size = size;
        findings.expect(Check.LOG_TILES, files(size));
    }

    /** Hash tiles and entry bundles of a log: counted, because a list of them would be as long as a lying checkpoint says. */
    private static long files(long size) {
        long files = ceil(size);
        long count = size;
        for (int level = 0; level < LEVELS && count > 0; level++) {
            files += ceil(count);
            count /= Tile.FULL_WIDTH;
        }
        return files;
    }

    private static long ceil(long count) {
        return count / Tile.FULL_WIDTH + (count % Tile.FULL_WIDTH == 0 ? 0 : 1);
    }

    long size() {
        return tree.size();
    }

    TreeHash root() {
        return tree.root();
    }

    void append(TreeHash leaf) {
        tree.append(leaf);
        if (tree.size() % Tile.FULL_WIDTH == 0 || tree.size() == size) {
            for (Map.Entry<Tile, byte[]> tile : tree.drain().entrySet()) {
                if (tile.getKey().existsIn(size)) {
                    compare(tile.getKey(), tile.getValue());
                }
            }
        }
    }

    private void compare(Tile tile, byte[] ours) {
        try {
            byte[] theirs = board.read(tile);
            findings.checked(Check.LOG_TILES, 1);
            if (!Arrays.equals(ours, theirs)) {
                findings.fail(Check.LOG_TILES, tile.path() + " is not what the entries give");
            }
        } catch (IOException e) {
            findings.fail(Check.LOG_TILES, tile.path() + " cannot be read");
        }
    }
}
