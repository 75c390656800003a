// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.urna.server.trial.PostgreSqlCluster;
import org.urna.server.trial.TrialServer;

/** Does what a {@link Fault} says, at moments and with parameters that a seed decides. */
final class Tormentor {

    private static final List<Integer> SHIFTS_MINUTES = List.of(5, -5, 24 * 60, -24 * 60);
    private static final long SHIFT_PATIENCE_MILLIS = 10_000;
    private static final int MOST_SHIFT_MILLIS = 300;
    private static final int MOST_WAIT_MILLIS = 300;
    private static final int MOST_OUTAGE_MILLIS = 400;
    private static final int SHORT_FREEZE_MILLIS = 600;

    /** The database takes a lock from one that stands still after 3 s. */
    private static final int LONG_FREEZE_MILLIS = 3_200;

    private static final int LONG_FREEZE_EVERY = 4;
    private static final long POLL_MILLIS = 10;

    private final Servers servers;
    private final PostgreSqlCluster database;
    private final MovedClock clock;
    private final Voters voters;
    private final SplittableRandom random;
    private final CrashAtStep steps;

    Tormentor(Servers servers, PostgreSqlCluster database, MovedClock clock, Voters voters, SplittableRandom random) {
        this.servers = servers;
        this.database = database;
        this.clock = clock;
        this.voters = voters;
        this.random = random;
        this.steps = new CrashAtStep(servers, voters, random.nextInt(servers.count()));
    }

    /**
     * Makes ready for it, before the voters of this time come.
     *
     * @param time how often it was done before
     */
    void prepare(Fault fault, int time) throws IOException, InterruptedException {
        if (fault == Fault.STEP) {
            steps.prepare(time);
        }
    }

    /** Does it once, while voters come. Of the servers at least one is up when this returns, and so is the database. */
    void strike(Fault fault, int time) throws IOException, InterruptedException, SQLException {
        int server = random.nextInt(servers.count());
        if (fault != Fault.STEP) {
            Thread.sleep(random.nextInt(MOST_WAIT_MILLIS));
        }
        switch (fault) {
            case KILL -> {
                servers.get(server).kill();
                servers.restart(server);
            }
            case FREEZE -> freeze(servers.get(server), time);
            case DATABASE -> {
                database.kill();
                Thread.sleep(random.nextInt(MOST_OUTAGE_MILLIS));
                database.start();
            }
            case STEP -> steps.strike(time);
            case CLOCK -> shift(SHIFTS_MINUTES.get(time % SHIFTS_MINUTES.size()));
        }
    }

    /** Has all servers run again after the last time. */
    void heal(Fault fault) throws IOException, InterruptedException {
        if (fault == Fault.STEP) {
            steps.heal();
        }
    }

    /** What else there is to tell of a fault. */
    List<String> notes(Fault fault) {
        return fault == Fault.STEP ? List.of(steps.reached()) : List.of();
    }

    private void freeze(TrialServer server, int time) throws IOException, InterruptedException {
        int least = time % LONG_FREEZE_EVERY == 0 ? LONG_FREEZE_MILLIS : 1;
        server.freeze();
        try {
            Thread.sleep(least + random.nextInt(SHORT_FREEZE_MILLIS));
        } finally {
            server.resume();
        }
    }

    /** The clock stands wrong until somebody has cast by it, and some time longer. */
    private void shift(int minutes) throws IOException, InterruptedException, SQLException {
        clock.set(minutes);
        try {
            int before = voters.answered();
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHIFT_PATIENCE_MILLIS);
            while (voters.answered() == before) {
                if (System.nanoTime() > end) {
                    throw new IOException("nobody could cast while the clock was " + minutes + " minutes off");
                }
                Thread.sleep(POLL_MILLIS);
            }
            Thread.sleep(random.nextInt(MOST_SHIFT_MILLIS));
        } finally {
            clock.set(0);
        }
    }
}
