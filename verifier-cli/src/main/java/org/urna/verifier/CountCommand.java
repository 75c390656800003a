// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.Blt;
import org.urna.crypto.count.InvalidRanks;
import org.urna.crypto.count.RankedRule;
import org.urna.crypto.count.RankedRules;
import org.urna.verifier.count.CountJson;
import org.urna.verifier.count.CountText;
import org.urna.verifier.count.CountedFile;
import org.urna.verifier.count.FileLots;
import org.urna.verifier.show.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code count FILE.blt --rule R}: counts rankings from a file, such as a results page offers, by a rule of this release. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        header = "Counts the rankings of a BLT file.",
        description =
                "Ties that the rule's own look-back leaves are settled by lots: those of --lots, or those that the"
                        + " SHA-256 of the file draws.")
final class CountCommand implements Callable<Integer> {

    private static final String STDOUT = "-";
    private static final int MAX_BYTES = 1 << 28;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The rankings, as BLT.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(
            names = "--rule",
            required = true,
            paramLabel = "RULE",
            description = "How to count; an unknown one lists the known.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String rule;

    @Option(names = "--seats", paramLabel = "N", description = "Seats to fill, if not as many as the file says.")
    @Nullable
    Integer seats;

    @Option(
            names = "--invalid-rank",
            paramLabel = "HOW",
            defaultValue = "ers97",
            description = "What a skipped or doubled rank does: ers97 (no next preference from there on), minneapolis"
                    + " (passed over), burlington (a doubled one counts if only one of those marked still continues)."
                    + " Default: ers97.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String invalidRank;

    @Option(
            names = "--lots",
            paramLabel = "FILE",
            description = "The order that settles ties: one candidate per line, by number or name, the winner first.")
    @Nullable
    Path lots;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STDOUT,
            paramLabel = "FILE",
            description = "Write the count as JSON to FILE, or to the standard output instead of the tables.")
    @Nullable
    String json;

    @Override
    public Integer call() throws Exception {
        RankedRule counting = VerifierMain.usage(spec, () -> RankedRules.named(rule));
        InvalidRanks invalid = VerifierMain.usage(spec, () -> invalidRanks(invalidRank));
        if (seats != null && seats < 1) {
            throw VerifierMain.wrong(spec, "--seats is at least 1");
        }
        CountedFile counted;
        try {
            VerifierMain.requireWritable(spec, json == null || json.equals(STDOUT) ? null : Path.of(json));
            counted = count(counting, invalid);
        } catch (MalformedException e) {
            spec.commandLine().getErr().println(SafeText.of(file + ": " + e.getMessage()));
            spec.commandLine().getErr().flush();
            return Status.FAILED;
        }
        show(counted, spec.commandLine().getOut());
        return Status.PASSED;
    }

    private CountedFile count(RankedRule counting, InvalidRanks invalid) throws Exception {
        byte[] bytes = read(file);
        Blt blt = Blt.read(text(bytes), invalid);
        FileLots order = lots == null
                ? FileLots.ofFile(bytes, blt.names().size())
                : FileLots.read(text(read(lots)), blt.names());
        int toFill = seats == null ? blt.seats() : seats;
        return VerifierMain.usage(
                spec, () -> new CountedFile(blt, counting.count(blt.input(toFill, order.order())), order));
    }

    private byte[] read(Path path) throws IOException, MalformedException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw VerifierMain.wrong(spec, "there is no such file to read: " + path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new MalformedException("more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** UTF-8, or else Latin-1, which older programs wrote: only names can differ. */
    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            spec.commandLine().getErr().println("The file is not UTF-8; names are read as Latin-1.");
            spec.commandLine().getErr().flush();
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static InvalidRanks invalidRanks(String word) {
        return Arrays.stream(InvalidRanks.values())
                .filter(each -> each.code().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--invalid-rank is ers97, minneapolis or burlington"));
    }

    private void show(CountedFile counted, PrintWriter out) throws IOException {
        if (json == null || !json.equals(STDOUT)) {
            new CountText(counted, out).print();
        }
        if (json != null && json.equals(STDOUT)) {
            CountJson.write(counted, out);
            out.println();
        } else if (json != null) {
            try (var target = Files.newBufferedWriter(Path.of(json), StandardCharsets.US_ASCII)) {
                CountJson.write(counted, target);
            }
        }
        out.flush();
    }
}
