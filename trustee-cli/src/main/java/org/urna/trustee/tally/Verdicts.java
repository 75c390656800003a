// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.util.Locale;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.verify.report.Row;
import org.urna.trustee.terminal.Terminal;

/** Shows what a verification found: a line per check, then what failed, then what rests on trust. */
final class Verdicts {

    private static final String LINE = "%-22s %9s %9s  %s";

    private Verdicts() {}

    static void show(Terminal terminal, Report report) {
        terminal.result(String.format(Locale.ROOT, LINE, "check", "expected", "checked", "outcome"));
        for (Row row : report.rows()) {
            if (row.outcome() != Outcome.NOT_APPLICABLE) {
                terminal.result(String.format(
                        Locale.ROOT, LINE, row.check().id(), row.expected(), row.checked(), word(row.outcome())));
            }
        }
        for (Failure failure : report.failures()) {
            String where =
                    failure.entry().isPresent() ? "entry " + failure.entry().getAsLong() + ": " : "";
            String contest = failure.contest().isEmpty() ? "" : "contest " + failure.contest() + ": ";
            terminal.result("failed " + failure.check().id() + ": " + where + contest + failure.reason());
        }
        report.rows()
                .forEach(row -> row.notes()
                        .forEach(note -> terminal.result("note " + row.check().id() + ": " + note)));
        report.trust().forEach(sentence -> terminal.result("trust: " + sentence));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "holds";
            case FAIL -> "FAILS";
            case NOT_CHECKED -> "not checked";
            case NOT_APPLICABLE -> "nothing to check";
        };
    }
}
