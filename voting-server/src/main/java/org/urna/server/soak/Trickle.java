// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Voters who come while a fault lasts: a few in quick succession, so that some are under way when it strikes, then one after another, so that it is
 * met by somebody however long it takes.
 */
final class Trickle {

    /** The most ballots that one fault is given. */
    static final int MOST = 12;

    private static final int AT_ONCE = 4;
    private static final int AFTERWARDS = 2;
    private static final long FAST_MILLIS = 40;
    private static final long SLOW_MILLIS = 300;

    private final Voters voters;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "voters who come");
    private int let;

    Trickle(Voters voters) {
        this.voters = voters;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            boolean lasts = true;
            while (lasts && let < MOST - AFTERWARDS) {
                voters.let(1);
                let++;
                lasts = !over.await(let < AT_ONCE ? FAST_MILLIS : SLOW_MILLIS, TimeUnit.MILLISECONDS);
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
        over.countDown();
        thread.join();
        voters.let(AFTERWARDS);
        return let + AFTERWARDS;
    }
}
