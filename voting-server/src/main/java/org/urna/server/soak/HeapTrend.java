// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a process held on to as time went by, and whether it became more. */
final class HeapTrend {

    /** Measurements without which nothing can be said: three thirds of more than one. */
    static final int LEAST = 6;

    private static final double MEBIBYTE = 1 << 20;

    /** Caches fill up to their limits, compiled code and statistics come and go. */
    private static final double ALLOWED = 8 * MEBIBYTE;

    private final List<Long> measured = new ArrayList<>();

    void add(long bytes) {
        measured.add(bytes);
    }

    /** What is wrong: it grew from the first third of the measurements to the last, or there are too few. */
    Optional<String> fault() {
        if (measured.size() < LEAST) {
            return Optional.of("the heap was measured " + measured.size() + " times: too few to say that it is flat");
        }
        int third = measured.size() / 3;
        double begin = median(measured.subList(0, third));
        double end = median(measured.subList(measured.size() - third, measured.size()));
        return end <= begin + ALLOWED
                ? Optional.empty()
                : Optional.of("the heap grew from " + mebibytes(begin) + " to " + mebibytes(end) + " MiB");
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
    }

    private static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEBIBYTE);
    }

    /** For people, in the order of time. */
    @Override
    public String toString() {
        return "the heap without garbage, MiB: "
                + String.join(" ", measured.stream().map(HeapTrend::mebibytes).toList());
    }
}
