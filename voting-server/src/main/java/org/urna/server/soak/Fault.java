// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.time.Duration;
import java.util.Locale;

/** What is done to the servers while ballots are cast. */
enum Fault {
    /** {@code kill -9} of one of two servers at a random moment. */
    KILL(10, 1, 1_000),
    /** One of two servers stands still, every fourth time for longer than the database lets it hold a lock, and goes on. */
    FREEZE(10, 1, 100),
    /** {@code kill -9} of the whole database. */
    DATABASE(30, 1, 100),
    /** One of two servers ends between two steps of a cast, at each step in turn. */
    STEP(10, CrashAtStep.STEPS.size(), 100 * CrashAtStep.STEPS.size()),
    /** The database's clock goes five minutes or a day back or forth. */
    CLOCK(10, 1, 100);

    private final Duration longest;
    private final int least;
    private final int full;

    Fault(int longestSeconds, int least, int full) {
        this.longest = Duration.ofSeconds(longestSeconds);
        this.least = least;
        this.full = full;
    }

    /** As it is printed. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The longest that a voter may wait for a receipt: twice what is aimed at, as servers, database and voters share one machine. */
    Duration longest() {
        return longest;
    }

    /** How often it is to be done where each is to be done so often: every kind of it at least once. */
    int times(int each) {
        return Math.max(each, least);
    }

    /** How often it is done in a soak by the full figures: 1,000 kills, and 100 times everything else, a crash at each step. */
    int full() {
        return full;
    }
}
