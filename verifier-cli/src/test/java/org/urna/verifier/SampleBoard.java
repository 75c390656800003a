// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A whole small election in files, and the program run on it. */
final class SampleBoard {

    static final Path ROOT = Path.of("src/test/resources/sample");

    /** What a run of the program printed. */
    record Run(int status, String out, String err) {}

    private SampleBoard() {}

    static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = VerifierMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Run(status, out.toString(), err.toString());
    }

    static String boardKey() throws IOException {
        return Files.readString(ROOT.resolve("board-key")).strip();
    }

    static String fingerprint() throws IOException {
        return Files.readString(ROOT.resolve("fingerprint")).strip();
    }

    static Path copyTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("board"))) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, folder));
        }
        return folder;
    }

    private static void copy(Path file, Path folder) {
        try {
            Path target = folder.resolve(ROOT.resolve("board").relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
