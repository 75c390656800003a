// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.show.ReportJson;
import org.urna.verifier.show.ReportText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify PLACE}: checks everything and says so. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Checks a whole election from its published files alone.",
        description = {
            "PLACE is https://host/e/ID, its board/, or a folder with a copy of the board.",
            "Without --board-key, --fingerprint or --receipt nothing says which election it is: the status is then 3."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final String STDOUT = "-";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "PLACE", description = "Address or folder of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    AnchorOptions anchorOptions;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STDOUT,
            paramLabel = "FILE",
            description = "Write the report as JSON to FILE, or to the standard output instead of the table.")
    @Nullable
    String json;

    @Override
    public Integer call() throws Exception {
        Board board = VerifierMain.open(spec, place);
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        PrintWriter out = spec.commandLine().getOut();
        Verified verified = Run.verify(board, anchors, spec.commandLine().getErr());
        if (!STDOUT.equals(json)) {
            new ReportText(out).print(verified);
        }
        if (json != null) {
            writeJson(json, verified, out);
        }
        return Status.of(verified.report().overall());
    }

    private static void writeJson(String target, Verified verified, PrintWriter out) throws IOException {
        if (target.equals(STDOUT)) {
            ReportJson.write(verified, new PrintWriter(out) {
                @Override
                public void close() {
                    flush();
                }
            });
            out.println();
            out.flush();
            return;
        }
        try (var file = Files.newBufferedWriter(Path.of(target), StandardCharsets.US_ASCII)) {
            ReportJson.write(verified, file);
        }
    }
}
