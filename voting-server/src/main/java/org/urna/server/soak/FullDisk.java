// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;

/** Fills a server's disk while voters cast: nobody is told that a ballot was refused, reading goes on, and once there is room so does casting. */
final class FullDisk {

    /** Ballots of this part: more than a database takes into files that it has already. */
    static final int BALLOTS = 400;

    private static final int DEVICES = 4;
    private static final long PAUSE_MILLIS = 50;
    private static final int TAKEN_BEFORE = 10;
    private static final long STILL_MILLIS = 1_500;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final long POLL_MILLIS = 50;

    private final SmallDisk disk;
    private final URI server;
    private final BoardReader board;
    private final Voters voters;

    FullDisk(SmallDisk disk, URI server, BoardReader board, Voters voters) {
        this.disk = disk;
        this.server = server;
        this.board = board;
        this.voters = voters;
    }

    Finding run() throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        voters.restartWatch();
        voters.begin(DEVICES, BALLOTS, PAUSE_MILLIS, Integer.MAX_VALUE);
        long end = System.nanoTime() + millis(PATIENCE_MILLIS);
        while (voters.answered() < TAKEN_BEFORE && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
        int before = voters.answered();
        try {
            fill(before, faults);
            read(faults);
        } finally {
            disk.free();
        }
        int full = voters.answered();
        int busy = voters.busy();
        voters.join();
        if (busy == 0) {
            faults.add("nobody was told to come again: nothing was shown");
        }
        if (voters.answered() < BALLOTS) {
            faults.add("only " + voters.answered() + " of " + BALLOTS + " voters have receipts");
        }
        faults.addAll(voters.wrong());
        voters.refused().forEach((ballot, answer) -> faults.add("ballot " + ballot + " was refused: " + answer));
        List<String> notes = List.of(
                before + " ballots taken before it was filled, " + (full - before) + " until it was full, "
                        + (voters.answered() - full) + " once there was room",
                busy + " tries told to come again while it was full");
        return new Finding("disk", 1, 1, voters.answered(), voters.longest().toMillis(), notes, faults);
    }

    /** Fills it until no ballot has been taken for a while: files that are written over, and space that is given back, take some more. */
    private void fill(int before, List<String> faults) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long since = begin;
        int taken = before;
        while (System.nanoTime() - since < millis(STILL_MILLIS)) {
            disk.fill();
            Thread.sleep(POLL_MILLIS);
            if (voters.answered() != taken) {
                taken = voters.answered();
                since = System.nanoTime();
            }
            if (System.nanoTime() - begin > millis(PATIENCE_MILLIS) || taken == BALLOTS) {
                faults.add("the disk was not full: ballots were taken all the time");
                return;
            }
        }
    }

    private void read(List<String> faults) throws InterruptedException {
        try {
            PublishedLog.read(board, server);
        } catch (IOException | MalformedException e) {
            faults.add("the board cannot be read while the disk is full: " + e.getMessage());
        }
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
