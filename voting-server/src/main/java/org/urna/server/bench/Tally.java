// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts the answers of one stretch of load while it lasts. Not safe for concurrent use. */
final class Tally {

    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;
    private static final double PER_MILLI = 1000;

    private final ProcessHandle server;
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Histogram accepted = new Histogram(MOST_MICROS, DIGITS);
    private final Histogram shed = new Histogram(MOST_MICROS, DIGITS);
    private final Map<String, Long> others = new TreeMap<>();
    private final long start = System.nanoTime();
    private final Duration serverBefore;
    private final long ownBefore = machine.getProcessCpuTime();
    private long end;
    private long sent;
    private long retryAfter;
    private long inTime;

    Tally(ProcessHandle server) {
        this.server = server;
        this.serverBefore = processorTime();
    }

    private Duration processorTime() {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long start() {
        return start;
    }

    void sent() {
        sent++;
    }

    /** The stretch is over; answers to come are late. */
    void end() {
        end = System.nanoTime();
    }

    private static long micros(long meant) {
        return Math.min(MOST_MICROS, Math.max(0, (System.nanoTime() - meant) / 1000));
    }

    /** @param meant when the ballot was meant to be sent */
    void accepted(long meant) {
        accepted.recordValue(micros(meant));
        inTime += end == 0 ? 1 : 0;
    }

    void shed(long meant, boolean saysWhen) {
        shed.recordValue(micros(meant));
        retryAfter += saysWhen ? 1 : 0;
    }

    void other(String what) {
        others.merge(what, 1L, Long::sum);
    }

    /** Once every answer has come. */
    Phase result(String name, double offered) {
        double seconds = (end - start) / 1e9;
        long answers = Math.max(1, accepted.getTotalCount() + shed.getTotalCount());
        return new Phase(
                name,
                offered,
                seconds,
                sent,
                accepted.getTotalCount(),
                shed.getTotalCount(),
                retryAfter,
                others,
                inTime / seconds,
                accepted.getValueAtPercentile(50) / PER_MILLI,
                accepted.getValueAtPercentile(99) / PER_MILLI,
                accepted.getMaxValue() / PER_MILLI,
                shed.getValueAtPercentile(99) / PER_MILLI,
                shed.getMaxValue() / PER_MILLI,
                processorTime().minus(serverBefore).toNanos() / 1e6 / answers,
                (machine.getProcessCpuTime() - ownBefore) / 1e6 / answers,
                machine.getSystemLoadAverage());
    }
}
