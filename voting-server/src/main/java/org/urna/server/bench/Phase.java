// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import java.util.Map;

/**
 * What came of one stretch of load. Times are from the moment at which a ballot was meant to be sent, so a server that stalls is charged for
 * those who could not even send meanwhile.
 *
 * @param name of the stretch
 * @param offeredPerSecond ballots that were meant to be sent a second; 0 where each waited for the one before
 * @param seconds that it lasted
 * @param sent ballots
 * @param accepted of them, whenever the answer came
 * @param shed of them: answered 503
 * @param retryAfter of the shed ones, with that header
 * @param others answers of any other kind, by what they were
 * @param perSecond receipts that came within the stretch, a second
 * @param p50Millis,p99Millis,maxMillis time to the receipt
 * @param shedP99Millis,shedMaxMillis time to the answer 503
 * @param serverMillis processor time of the server for each answer
 * @param generatorMillis processor time of the generator for each answer
 * @param load average number of processes that wanted a core, in the minute before the end
 */
record Phase(
        String name,
        double offeredPerSecond,
        double seconds,
        long sent,
        long accepted,
        long shed,
        long retryAfter,
        Map<String, Long> others,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        double shedP99Millis,
        double shedMaxMillis,
        double serverMillis,
        double generatorMillis,
        double load) {

    /** Of the ballots that were meant to be sent; the times at which they are due are drawn, so it is never quite all. */
    private static final double ENOUGH = 0.8;

    Phase {
        others = Map.copyOf(others);
    }

    /** Whether there were ballots enough until its end. */
    boolean whole() {
        return sent > 0 && sent >= ENOUGH * offeredPerSecond * seconds;
    }
}
