// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Progress;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.server.audit.DatabaseAudit;
import org.urna.server.audit.DatabaseBoard;
import org.urna.server.audit.Findings;
import org.urna.server.audit.TrailAudit;
import org.urna.server.board.BoardFiles;
import org.urna.server.config.Config;
import org.urna.server.keys.StaffKeys;
import org.urna.server.store.Store;
import picocli.CommandLine.Command;

/** {@code fsck}: whether the database is whole and says what was signed. */
@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        header = "Checks every row of the database, and every board as a verifier does.",
        description = "Changes nothing. Exit status 1 if anything is wrong.")
final class FsckCommand extends BoardCommand {

    private static final String FORM = "%-20s %12s %8s%n";

    @Override
    int run(Config config, Store store, BoardFiles boards) throws Exception {
        boolean clean = true;
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            List<String> elections = elections(store);
            for (String election : elections) {
                out().println("election " + election);
                Findings findings = DatabaseAudit.run(store, election);
                rows(findings);
                Report report = Verification.run(
                                new DatabaseBoard(store, boards, election),
                                Anchors.NONE,
                                new Resources(workers, cores, Entropy.secure(), Progress.NONE))
                        .report();
                board(report);
                clean &= findings.clean() && report.overall() != Outcome.FAIL;
            }
            Findings orphans = DatabaseAudit.orphans(store);
            out().println("rows of no election");
            rows(orphans);
            clean &= orphans.clean();
            Findings trail = TrailAudit.run(store, StaffKeys.readTrail(config.keys()));
            out().println("audit trail of staff");
            rows(trail);
            clean &= trail.clean();
            String count = elections.size() == 1 ? "1 election" : elections.size() + " elections";
            out().println(clean ? "all well: " + count : "NOT WELL: see above");
        } finally {
            workers.shutdown();
        }
        return clean ? 0 : ServerMain.REFUSED;
    }

    private void rows(Findings findings) {
        out().printf(Locale.ROOT, FORM, "rows", "looked at", "wrong");
        for (Map.Entry<String, Findings.Row> row : findings.rows().entrySet()) {
            out().printf(
                            Locale.ROOT,
                            FORM,
                            row.getKey(),
                            row.getValue().items(),
                            row.getValue().faults());
            row.getValue().kept().forEach(fault -> out().println("  " + fault));
        }
    }

    private void board(Report report) {
        out().printf(Locale.ROOT, FORM, "board", "checked", "wrong");
        report.rows().stream()
                .filter(row -> row.checked() > 0 || row.outcome() == Outcome.FAIL)
                .forEach(row -> out().printf(
                                Locale.ROOT,
                                FORM,
                                row.check().id(),
                                row.checked(),
                                row.outcome() == Outcome.FAIL ? Math.max(1, row.failed()) : 0));
        for (Failure failure : report.failures()) {
            String entry =
                    failure.entry().isPresent() ? "entry " + failure.entry().getAsLong() + ": " : "";
            out().println("  " + failure.check().id() + ": " + entry + printable(failure.reason()));
        }
    }

    /** A reason may quote the board; nothing of it may move the cursor. */
    private static String printable(String reason) {
        return reason.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
