// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Row;
import org.urna.verifier.show.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code receipt FILE PLACE}: whether the ballot of a receipt stands on the board. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        header = "Checks that the ballot of a receipt stands on the board.",
        description = "The whole board is read, because a receipt counts for the log that it is in.")
final class ReceiptCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The receipt.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Parameters(index = "1", paramLabel = "PLACE", description = "Address or folder of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Override
    public Integer call() throws Exception {
        Board board = VerifierMain.open(spec, place);
        AnchorOptions options = new AnchorOptions();
        options.receipts.add(file);
        Anchors anchors = VerifierMain.usage(spec, options::read);
        Verified verified = Run.verify(board, anchors, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        Row row = verified.report().row(Check.LOG_RECEIPTS);
        for (Failure failure : row.failures()) {
            out.println(SafeText.of(failure.reason()));
        }
        boolean others = verified.report().overall() == Outcome.FAIL;
        if (row.outcome() == Outcome.PASS && !others) {
            out.println("The ballot of this receipt stands on the board, unchanged.");
        } else if (row.outcome() == Outcome.PASS) {
            out.println(
                    "The ballot of this receipt stands on the board, but the board itself does not hold: run verify.");
        } else {
            out.println("The receipt and the board do not agree. Keep the receipt: it is evidence.");
        }
        out.flush();
        return row.outcome() == Outcome.PASS && !others ? Status.PASSED : Status.FAILED;
    }
}
