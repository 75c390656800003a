// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Shows what was measured, to people and to machines.
 *
 * @param unitMicros one ECDSA P-256 verification by OpenSSL; nothing where it is not installed
 */
record BenchReport(OptionalDouble unitMicros, List<Row> rows) {

    private static final int GOAL_PER_SECOND = 500;
    private static final int GOAL_P99_MILLIS = 250;
    private static final int GOAL_SHED_MILLIS = 200;
    private static final int GOAL_PERCENT = 80;
    private static final String LINE = "  %-22s %9s %9s %9s %9s %9s %9s %9s %9s %9s%n";

    BenchReport {
        rows = List.copyOf(rows);
    }

    /** Whether all was measured. */
    boolean whole() {
        return rows.stream().allMatch(Row::whole);
    }

    /** Prints the table. */
    void print(PrintWriter out) {
        if (unitMicros.isPresent()) {
            out.printf(
                    Locale.ROOT,
                    "Unit v: an ECDSA P-256 verification by openssl speed, one core: %.1f us%n",
                    unitMicros.getAsDouble());
        }
        out.println(
                "A cast is a five-option ballot of a credential of its own: signature and proofs checked, committed with"
                        + " fsync, receipt received.");
        out.println(
                "Times run from the moment at which a ballot was meant to be sent. cpu: processor time for an answer."
                        + " load: processes that wanted a core.");
        rows.forEach(row -> print(out, row));
        out.flush();
    }

    private static void print(PrintWriter out, Row row) {
        out.printf(Locale.ROOT, "%n%s: %,d ballots cast, receipted and verified%n", row.name(), row.ballots());
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "offered/s",
                "casts/s",
                "p50 ms",
                "p99 ms",
                "503",
                "p99 ms",
                "server ms",
                "gen. ms",
                "load");
        for (Phase phase : row.phases()) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    phase.name(),
                    phase.offeredPerSecond() == 0 ? "-" : figure(phase.offeredPerSecond()),
                    figure(phase.perSecond()),
                    figure(phase.p50Millis()),
                    figure(phase.p99Millis()),
                    "" + phase.shed(),
                    phase.shed() == 0 ? "-" : figure(phase.shedP99Millis()),
                    figure(phase.serverMillis()),
                    figure(phase.generatorMillis()),
                    figure(phase.load()));
            if (!phase.others().isEmpty()) {
                out.println("    other answers: " + phase.others());
            }
        }
        if (row.whole()) {
            goals(out, row);
        } else {
            out.println("  NOT measured: there were too few ballots, give it more --ballots");
        }
    }

    private static void goals(PrintWriter out, Row row) {
        Phase overload = row.overload();
        double percent = 100 * overload.perSecond() / row.peak().perSecond();
        goal(out, "casts a second", row.peak().perSecond(), GOAL_PER_SECOND, true);
        goal(out, "p99 ms at half of that", row.half().p99Millis(), GOAL_P99_MILLIS, false);
        if (overload.shed() == 0) {
            out.println("  NOTHING was shed: the peak was not found, give it more --seconds and --ballots");
        } else {
            goal(out, "p99 ms of a 503 at three times that", overload.shedP99Millis(), GOAL_SHED_MILLIS, false);
        }
        goal(out, "per cent of the peak at three times that", percent, GOAL_PERCENT, true);
        if (overload.retryAfter() != overload.shed()) {
            out.println("  NOT every 503 said when to come back");
        }
    }

    private static void goal(PrintWriter out, String what, double figure, double goal, boolean atLeast) {
        boolean met = atLeast ? figure >= goal : figure <= goal;
        out.printf(
                Locale.ROOT,
                "  %s: %s, goal %s %.0f: %s%n",
                what,
                figure(figure),
                atLeast ? "at least" : "at most",
                goal,
                met ? "met" : "NOT met");
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number);
    }

    /** Writes {@code {"unitMicros","rows":[{"name","perSecond","p50Millis","p99Millis"}…]}}, of what was measured wholly; the times are those at half of the peak. */
    void write(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode report = json.createObjectNode();
        if (unitMicros.isPresent()) {
            report.put("unitMicros", rounded(unitMicros.getAsDouble()));
        } else {
            report.putNull("unitMicros");
        }
        report.putArray("rows");
        for (Row row : rows.stream().filter(Row::whole).toList()) {
            report.withArray("rows")
                    .addObject()
                    .put("name", row.name())
                    .put("perSecond", rounded(row.peak().perSecond()))
                    .put("p50Millis", rounded(row.half().p50Millis()))
                    .put("p99Millis", rounded(row.half().p99Millis()));
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
