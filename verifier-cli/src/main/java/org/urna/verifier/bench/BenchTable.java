// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Shows what was measured to people. */
public final class BenchTable {

    private static final String ROW = "%-18s %12s %12s %9s %9s   %s%n";

    private final PrintWriter out;
    private final Bench.Measured measured;

    public BenchTable(PrintWriter out, Bench.Measured measured) {
        this.out = out;
        this.measured = measured;
    }

    /** Prints the table. */
    public void print() {
        OptionalDouble unit = measured.unitMicros();
        if (unit.isPresent()) {
            print("Unit v: an ECDSA P-256 verification by openssl speed, one core: %.1f us%n", unit.getAsDouble());
        } else {
            print("OpenSSL is not installed, or gives no figure: there is no unit, only microseconds.%n");
        }
        print("Beside it b: the same by Bouncy Castle in this program: %.1f us%n%n", measured.referenceMicros());
        print(ROW, "per item and core", "best, us", "median, us", "in v", "in b", "");
        for (Row row : measured.rows()) {
            print(
                    ROW,
                    row.name(),
                    figure(row.micros()),
                    figure(row.median()),
                    inUnits(row),
                    inReference(row),
                    more(row));
        }
        out.flush();
    }

    private void print(String format, Object... arguments) {
        out.printf(Locale.ROOT, format, arguments);
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
    }

    private String inUnits(Row row) {
        OptionalDouble unit = measured.unitMicros();
        return unit.isPresent() ? figure(row.micros() / unit.getAsDouble()) : "-";
    }

    private String inReference(Row row) {
        return figure(row.micros() / measured.referenceMicros());
    }

    private static String more(Row row) {
        if (row.perSecond().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%,d ballots a second on all cores, heap at most %,d MiB",
                    row.perSecond().getAsLong(),
                    row.peakHeapMiB().orElse(0));
        }
        return Task.named(row.name()).goal().map(goal -> "goal: " + goal + " v").orElse("");
    }
}
