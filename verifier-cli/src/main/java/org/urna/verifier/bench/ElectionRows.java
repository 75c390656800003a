// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.verifier.place.FolderBoard;

/** Measures whole elections, made in a folder and verified from there as {@code verify} does, on all processors. */
final class ElectionRows {

    private final long seed;
    private final int ballots;
    private final Path folder;
    private final Resources resources;
    private final Poll poll = new Poll(5);
    private ElectionMaker.@Nullable Made made;

    /** @param folder where the board goes; empty or not there */
    ElectionRows(long seed, int ballots, Path folder, Resources resources) {
        this.seed = seed;
        this.ballots = ballots;
        this.folder = folder;
        this.resources = resources;
    }

    Row make(Task task) throws Exception {
        return Whole.row(task.id(), ballots, () -> {
            ElectionMaker.Made unused = make();
        });
    }

    private ElectionMaker.Made make() throws IOException {
        ElectionMaker.Made known = made;
        if (known == null) {
            known = new ElectionMaker(poll, ballots, seed, resources.work()).make(folder);
            made = known;
        }
        return known;
    }

    Row verify(Task task) throws Exception {
        ElectionMaker.Made election = make();
        Board board = new FolderBoard(folder);
        requireFound(task, election, board);
        return Whole.row(task.id(), ballots, () -> {
            Report report = verified(election, board);
            if (report.overall() != Outcome.PASS
                    || report.row(Check.BALLOT_PROOFS).checked() != ballots) {
                throw new Overlooked(task, "an election in order was refused: " + report.failures());
            }
        });
    }

    private Report verified(ElectionMaker.Made election, Board board) {
        return Verification.run(board, Anchors.ofBoardKey(election.boardKey()), resources)
                .report();
    }

    /** A board that differs in one ballot, whose proof is false and whose signature holds. */
    private void requireFound(Task task, ElectionMaker.Made election, Board board) throws Exception {
        long index = election.firstBallot() + ballots * 2L / 3;
        byte[] entry = election.voting().spoilt(ballots * 2L / 3);
        List<Failure> failures =
                verified(election, new SpoiltBoard(board, index, entry)).failures();
        boolean named = failures.stream()
                .anyMatch(failure -> failure.check() == Check.BALLOT_PROOFS
                        && failure.entry().equals(OptionalLong.of(index)));
        boolean alone = failures.stream()
                .noneMatch(failure -> failure.entry().isPresent()
                        && failure.entry().getAsLong() != index
                        && failure.check() == Check.BALLOT_PROOFS);
        if (!named || !alone) {
            throw new Overlooked(task, "the ballot with a false proof was not the one found");
        }
    }
}
