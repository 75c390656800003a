// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Measures work that uses all processors, once: the processor time of the whole process, collector and compiler included. */
final class Whole {

    private Whole() {}

    /**
     * Does the work and says what it took.
     *
     * @param name of the row
     * @param ballots that the time is divided by
     */
    static Row row(String name, int ballots, Times.Round work) throws Exception {
        try (HeapWatch heap = new HeapWatch()) {
            double processor = processorNanos();
            long start = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            double micros = (processorNanos() - processor) / 1e3 / ballots;
            return new Row(
                    name,
                    micros,
                    micros,
                    OptionalLong.of(Math.round(ballots / seconds)),
                    OptionalLong.of(heap.peakMiB()));
        }
    }

    private static double processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
