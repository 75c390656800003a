// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Microseconds of processor time that one item took, over several rounds. Processor time of one thread, because others may use the machine.
 *
 * @param best of the rounds
 * @param median of the rounds
 */
record Times(double best, double median) {

    /** One round of work. */
    @FunctionalInterface
    interface Round {
        void run() throws Exception;
    }

    private static final int LEAST_ROUNDS = 3;

    /**
     * Runs rounds on this thread, the first of which warm up.
     *
     * @param items how many items a round has
     * @param seconds of processor time to spend in all, and at least three rounds
     */
    static Times of(int items, double seconds, Round round) throws Exception {
        List<Double> micros = new ArrayList<>();
        double spent = 0;
        while (micros.size() < LEAST_ROUNDS || spent < seconds) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            round.run();
            double nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            spent += nanos / 1e9;
            micros.add(nanos / 1e3 / items);
        }
        // The first half is not compiled well yet; it can only be slower.
        List<Double> warm = new ArrayList<>(micros.subList(micros.size() / 2, micros.size()));
        Collections.sort(warm);
        return new Times(warm.get(0), warm.get(warm.size() / 2));
    }
}
