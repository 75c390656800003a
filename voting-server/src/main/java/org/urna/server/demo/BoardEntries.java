// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Entry;

/** The entries of a board, over HTTP. */
final class BoardEntries {

    private BoardEntries() {}

    static String board(String election) {
        return "/e/" + election + "/board/";
    }

    /** All entries that the newest checkpoint covers. */
    static List<Entry> read(Http http, String election) throws IOException, InterruptedException, MalformedException {
        String board = board(election);
        long size = Checkpoint.parse(
                        Note.parse(http.get(board + BoardPaths.CHECKPOINT)).text())
                .size();
        List<Entry> entries = new ArrayList<>();
        for (Tile tile : Tile.forSize(size)) {
            if (tile.level() == Tile.ENTRIES) {
                for (byte[] entry : EntryBundle.decode(tile, http.get(board + tile.path()))) {
                    entries.add(Entry.read(entry));
                }
            }
        }
        return entries;
    }
}
