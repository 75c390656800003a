// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

/**
 * Voters who come while a fault lasts: a few in quick succession, so that some are under way when it strikes, then one after another, so that it is
 * met by somebody however long it takes.
 */
final class Trickle {

    /** The most ballots that one fault is given. */
    static final int MOST = 24;

    private static final int AT_ONCE = 10;
    private static final int AFTERWARDS = 4;
    private static final long FAST_MILLIS = 40;
    private static final long SLOW_MILLIS = 1_000;

    private final Voters voters;
    private final Thread thread = new Thread(this::run, "voters who come");
    private volatile boolean lasts = true;
    private int let;

    Trickle(Voters voters) {
        this.voters = voters;
        thread.start();
    }

    private void run() {
        try {
            for (; lasts && let < MOST - AFTERWARDS; let++) {
                voters.let(1);
                Thread.sleep(let < AT_ONCE ? FAST_MILLIS : SLOW_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The fault is over: lets some more come, and nobody after them.
     *
     * @return how many were let in all
     */
    int end() throws InterruptedException {
        lasts = false;
        thread.join();
        voters.let(AFTERWARDS);
        return let + AFTERWARDS;
    }
}
