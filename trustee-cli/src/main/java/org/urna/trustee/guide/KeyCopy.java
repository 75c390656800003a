// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.urna.trustee.RefusedException;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.terminal.Questions;
import org.urna.trustee.terminal.Terminal;

/** The copy of a key file: made on another disk, read back, and opened with the passphrase typed once more. */
public final class KeyCopy {

    private static final int TRIES = 3;

    private final Seat seat;
    private final Terminal terminal;
    private final Questions questions;
    private final Path keyFile;
    private final Passphrase passphrase;

    /** Asks for the passphrase of a key file, for the caller to wipe. */
    @FunctionalInterface
    public interface Passphrase {
        /** What was typed. */
        char[] ask() throws IOException, RefusedException;
    }

    KeyCopy(Seat seat, Terminal terminal, Questions questions, Path keyFile, Passphrase passphrase) {
        this.seat = seat;
        this.terminal = terminal;
        this.questions = questions;
        this.keyFile = keyFile;
        this.passphrase = passphrase;
    }

    /** Does not return before there is a copy that opens. */
    void make() throws IOException, RefusedException {
        terminal.progress("");
        terminal.paragraph(
                "Whoever loses the key file can decrypt nothing. So copy it now to another disk or stick, which"
                        + " you keep in another place, apart from the passphrase.");
        Path copy = place();
        terminal.paragraph(
                "Copied, and read back. Now the copy is opened with the passphrase, as on the day when it is all"
                        + " that you have.");
        open(copy);
        terminal.paragraph("The copy opens, and holds your part of the key.");
    }

    private Path place() throws IOException, RefusedException {
        while (true) {
            String answer = questions.text("Name of the copy, such as /media/stick/trustee-copy.key:");
            Path copy = path(answer);
            if (copy != null && isAgreed(copy)) {
                try {
                    if (!isThere(copy)) {
                        seat.backUp(copy);
                    }
                    return copy;
                } catch (RefusedException | IOException e) {
                    terminal.paragraph("This does not work: " + e.getMessage());
                }
            }
        }
    }

    private @Nullable Path path(String answer) {
        try {
            Path copy = Path.of(answer).toAbsolutePath().normalize();
            Path folder = copy.getParent();
            if (answer.isEmpty() || folder == null) {
                terminal.paragraph("Please type the name of a file.");
            } else if (Files.isDirectory(copy)) {
                terminal.paragraph("This is a folder: add a name for the file.");
            } else if (!Files.isDirectory(folder)) {
                terminal.paragraph("There is no folder " + folder + ": is the stick plugged in?");
            } else if (copy.equals(keyFile.toAbsolutePath().normalize())) {
                terminal.paragraph("This is the key file itself.");
            } else {
                return copy;
            }
        } catch (InvalidPathException e) {
            terminal.paragraph("This is no name of a file.");
        }
        return null;
    }

    private boolean isAgreed(Path copy) throws IOException, RefusedException {
        Path folder = copy.getParent();
        boolean other =
                folder == null || !Files.getFileStore(folder).equals(Files.getFileStore(keyFile.toAbsolutePath()));
        return other
                || questions.yes("This is the same disk as that of the key file: if it breaks, both are lost. Use it"
                        + " all the same?");
    }

    /** A copy that an interrupted session made is as good as a new one. */
    private boolean isThere(Path copy) throws IOException {
        return Files.isRegularFile(copy) && Arrays.equals(Files.readAllBytes(copy), Files.readAllBytes(keyFile));
    }

    private void open(Path copy) throws IOException, RefusedException {
        for (int left = TRIES - 1; ; left--) {
            char[] typed = passphrase.ask();
            try {
                seat.openCopy(copy, typed);
                return;
            } catch (RefusedException e) {
                if (left == 0) {
                    throw new RefusedException(
                            "the copy was not opened, and nothing was sent: find the passphrase, and"
                                    + " run the same command again",
                            e);
                }
                terminal.paragraph("It does not open: " + e.getMessage() + ".");
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
    }
}
