// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.page.ReportPage;
import org.urna.verifier.show.ReportJson;
import org.urna.verifier.show.ReportText;
import org.urna.verifier.show.Rounds;
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
            "PLACE is https://host/e/ID, its board/, a folder with a copy of the board, or an archive of it (zip or"
                    + " tar).",
            "Without --board-key, --fingerprint or --receipt nothing says which election it is: the status is then 3."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final String STDOUT = "-";

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
            names = "--json",
            arity = "0..1",
            fallbackValue = STDOUT,
            paramLabel = "FILE",
            description = "Write the report as JSON to FILE, or to the standard output instead of the table.")
    @Nullable
    String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report as a page to read, sign and send to FILE.")
    @Nullable
    Path html;

    @Option(
            names = "--language",
            paramLabel = "en|cy",
            defaultValue = "en",
            description = "Language of the page (standard: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String language;

    @Override
    public Integer call() throws Exception {
        VerifierMain.usage(spec, () -> {
            ReportPage.requireLanguage(language);
            return language;
        });
        VerifierMain.requireWritable(spec, html);
        VerifierMain.requireWritable(spec, json == null || STDOUT.equals(json) ? null : Path.of(json));
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        Board board = VerifierMain.open(spec, place);
        PrintWriter out = spec.commandLine().getOut();
        Verified verified = Run.verify(board, anchors, spec.commandLine().getErr());
        Rounds rounds = Rounds.read(board, verified.report().results());
        if (!STDOUT.equals(json)) {
            new ReportText(out).print(verified);
        }
        if (json != null) {
            writeJson(json, verified, rounds, out);
        }
        if (html != null) {
            Files.writeString(html, ReportPage.of(language, verified, rounds, run()));
        }
        return Status.of(verified.report().overall());
    }

    private ReportPage.Run run() {
        List<String> given = anchorOptions.given();
        String command = "java -jar verifier.jar verify " + place
                + given.stream().map(option -> " " + option).collect(Collectors.joining());
        return new ReportPage.Run(
                place,
                Instant.now(),
                VerifierMain.PROGRAM + ", Java " + Runtime.version().feature(),
                given,
                command);
    }

    private static void writeJson(String target, Verified verified, Rounds rounds, PrintWriter out) throws IOException {
        if (target.equals(STDOUT)) {
            ReportJson.write(verified, rounds, new PrintWriter(out) {
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
            ReportJson.write(verified, rounds, file);
        }
    }
}
