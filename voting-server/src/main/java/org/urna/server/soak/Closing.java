// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;

/** The rest of the voters come while officers close: each has a receipt, or is told that it is too late. Then everything is held against the log. */
final class Closing {

    /** Voters who come while officers close: more than can, before it is closed. */
    static final int BALLOTS = 400;

    private static final int DEVICES = 8;
    private static final long PAUSE_MILLIS = 400;

    /** When so many came too late, no more need come. */
    private static final int TOO_LATE = 40;

    private final Voters voters;
    private final List<byte[]> ballots;
    private final BoardReader board;
    private final BoardWatch watch;

    Closing(Voters voters, List<byte[]> ballots, BoardReader board, BoardWatch watch) {
        this.voters = voters;
        this.ballots = ballots;
        this.board = board;
        this.watch = watch;
    }

    Finding run(URI server, BallotOffice office, Demo.Opened opened, TrialPoll poll) throws InterruptedException {
        voters.restartWatch();
        int before = voters.answered();
        int refusedBefore = voters.refused().size();
        voters.begin(DEVICES, Math.min(voters.begun() + BALLOTS, ballots.size()), PAUSE_MILLIS, TOO_LATE);
        List<String> faults = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try {
            faults.addAll(office.finish(opened, poll, voters));
            voters.end();
            PublishedLog log = PublishedLog.read(board, server);
            faults.addAll(Reckoning.faults(opened.board(), board, log, ballots, voters));
            faults.addAll(watch.faults(log));
            notes.add(log.ballots().size() + " ballots in the log; " + watch.count() + " checkpoints seen, all of it; "
                    + voters.tries() + " tries; " + voters.same() + " times the same receipt again");
        } catch (IOException | MalformedException e) {
            faults.add(String.valueOf(e.getMessage()));
            voters.end();
        }
        faults.addAll(voters.wrong());
        voters.refused().forEach((ballot, answer) -> {
            if (!answer.contains("urn:urna:problem:closed")) {
                faults.add("ballot " + ballot + " was refused: " + answer);
            }
        });
        int taken = voters.answered() - before;
        int late = voters.refused().size() - refusedBefore;
        if (taken == 0 || late == 0) {
            faults.add("the close was not met: " + taken + " voters came before it and " + late + " after it");
        }
        notes.add(taken + " came before the close and " + late + " after it");
        return new Finding("close", 1, 1, taken, voters.longest().toMillis(), notes, faults);
    }
}
