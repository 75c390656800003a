// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.report.Findings;

/** Looks for one ballot on a board. */
public final class BallotSearch {

    private BallotSearch() {}

    /**
     * The entry that holds a ballot.
     *
     * @param ballot its hash
     * @return its index, or nothing if the ballot is nowhere on the board
     * @throws IOException if a part of the board cannot be read, so that nothing can be said
     */
    public static OptionalLong find(Board board, Hash ballot, Resources resources) throws IOException {
        long size;
        try {
            size = Checkpoint.parse(Note.parse(board.checkpoint()).text()).size();
        } catch (MalformedException e) {
            throw new IOException("the checkpoint is malformed", e);
        }
        Workers workers = new Workers(resources.executor(), resources.parallelism(), new Findings());
        EntryReader reader = new EntryReader(board, workers, size, resources.parallelism());
        long index = 0;
        for (List<ReadEntry> some = reader.next(); !some.isEmpty(); some = reader.next()) {
            for (ReadEntry entry : some) {
                if (Objects.equals(ballot, entry.ballot())) {
                    return OptionalLong.of(index);
                }
                index++;
            }
        }
        return OptionalLong.empty();
    }
}
