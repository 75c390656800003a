// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.official.OfficialReport;
import org.urna.verifier.official.Statement;
import org.urna.verifier.page.Words;
import org.urna.verifier.show.ReportText;
import org.urna.verifier.show.Rounds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report PLACE}: verifies, and only if every check held writes the returning officer's report. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        header = "Verifies an election and writes the returning officer's report.",
        description = {
            "Nothing is written unless every check ran and held and the results are published.",
            "What the board does not hold (codes sent by channel, returned mail) comes from the statement that the"
                    + " ballot office exports, and is marked as the organisation's own."
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "PLACE", description = "Address, folder or archive of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    AnchorOptions anchorOptions;

    @Option(
            names = "--statement",
            required = true,
            paramLabel = "FILE",
            description = "The organisation's statement, from the ballot office.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path statement;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Write the report for people to FILE.")
    @Nullable
    Path pdf;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write its figures as a table to FILE.")
    @Nullable
    Path csv;

    @Option(
            names = "--language",
            paramLabel = "en|cy",
            defaultValue = "en",
            description = "Language of the report (standard: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String language;

    @Override
    public Integer call() throws Exception {
        if (pdf == null && csv == null) {
            throw VerifierMain.wrong(spec, "nothing to write: give --pdf, --csv or both");
        }
        VerifierMain.usage(spec, () -> {
            Words.require(language);
            return language;
        });
        VerifierMain.requireWritable(spec, pdf);
        VerifierMain.requireWritable(spec, csv);
        if (!Files.isReadable(statement)) {
            throw VerifierMain.wrong(spec, "the statement cannot be read: " + statement);
        }
        Statement said = VerifierMain.usage(spec, () -> Statement.read(statement));
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        Board board = VerifierMain.open(spec, place);
        Verified verified = Run.verify(board, anchors, spec.commandLine().getErr());
        new ReportText(spec.commandLine().getOut()).print(verified);
        if (!OfficialReport.isDue(verified)) {
            spec.commandLine()
                    .getErr()
                    .println("no report was written: not every check ran and held, or there is no result yet");
            int status = Status.of(verified.report().overall());
            return status == Status.PASSED ? Status.NOT_CHECKED : status;
        }
        Rounds rounds = Rounds.read(board, verified.report().results());
        write(VerifierMain.usage(
                spec,
                () -> OfficialReport.of(
                        language, verified, rounds, said, Instant.now().truncatedTo(ChronoUnit.SECONDS))));
        return Status.PASSED;
    }

    private void write(OfficialReport report) throws Exception {
        if (pdf != null) {
            Files.write(pdf, report.pdf());
        }
        if (csv != null) {
            Files.writeString(csv, report.csv());
        }
    }
}
