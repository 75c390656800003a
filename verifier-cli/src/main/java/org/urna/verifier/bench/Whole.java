// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Measures work that uses all processors: the processor time of the whole process, collector and compiler included. */
final class Whole {

    private Whole() {}

    /**
     * Does the work and says what it took.
     *
     * @param name of the row
     * @param ballots that the time is divided by
     */
    static Row row(String name, int ballots, Times.Round work) throws Exception {
        return row(name, ballots, 1, work);
    }

    /**
     * Does the work several times and says what it took, because the clock of processor time is a coarse one.
     *
     * @param ballots that one time is divided by
     */
    static Row row(String name, int ballots, int times, Times.Round work) throws Exception {
        try (HeapWatch heap = new HeapWatch()) {
            double processor = processorNanos();
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double all = (double) ballots * times;
            double micros = (processorNanos() - processor) / 1e3 / all;
            return new Row(
                    name, micros, micros, OptionalLong.of(Math.round(all / seconds)), OptionalLong.of(heap.peakMiB()));
        }
    }

    private static double processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
