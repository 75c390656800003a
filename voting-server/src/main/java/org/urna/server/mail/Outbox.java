// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.urna.server.keys.SecretFile;

/**
 * The folder in which messages to electors are left, {@code <outbox>/<election>/000001.eml}, for a mailer or a printer to fetch. The files
 * hold voting codes: their owner alone can read them, and whoever delivers them deletes them.
 *
 * <p>Blocks on the file system: call it on a worker thread.
 */
public final class Outbox {

    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");

    private final Path folder;
    private final EmailFile emails;

    public Outbox(Path folder, EmailFile emails) {
        this.folder = folder;
        this.emails = emails;
    }

    /** Leaves an e-mail; one that was left under this number already is replaced, so that a broken run can be repeated. */
    public Path leaveEmail(String election, int number, Message message, String envelope) throws IOException {
        return leave(election, number, "eml", emails.write(message, envelope));
    }

    /** Leaves a letter as plain text, the address first. */
    public Path leaveLetter(String election, int number, Message message) throws IOException {
        String letter = message.to() + "\n\n\n" + message.text();
        return leave(election, number, "txt", letter.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves a print file of letters, {@code letters-000001.pdf}, named by the number of its first letter. */
    public Path leavePrintFile(String election, int first, byte[] pdf) throws IOException {
        return leave(election, printFileName(first) + ".pdf", pdf);
    }

    /** Leaves a print file of slips, {@code slips-000001.pdf}, named by the serial number of its first slip. */
    public Path leaveSlips(String election, int first, byte[] pdf) throws IOException {
        return leave(election, slipFileName(first) + ".pdf", pdf);
    }

    /** The name of a print file of slips, without its ending. */
    public static String slipFileName(int first) {
        return String.format(Locale.ROOT, "slips-%06d", first);
    }

    /** The name of a print file, without its ending. */
    public static String printFileName(int first) {
        return String.format(Locale.ROOT, "letters-%06d", first);
    }

    /** Deletes everything that was left for an election, codes included; may be done again. */
    public void destroy(String election) throws IOException {
        Path home = home(election);
        if (Files.isDirectory(home)) {
            try (Stream<Path> files = Files.list(home)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(home);
        }
    }

    private Path home(String election) {
        if (!ELECTION.matcher(election).matches()) {
            throw new IllegalArgumentException("not an election id");
        }
        return folder.resolve(election);
    }

    private Path leave(String election, int number, String kind, byte[] content) throws IOException {
        if (number < 1) {
            throw new IllegalArgumentException("not a positive number");
        }
        return leave(election, String.format(Locale.ROOT, "%06d.%s", number, kind), content);
    }

    private Path leave(String election, String name, byte[] content) throws IOException {
        Path home = home(election);
        SecretFile.createFolder(home);
        Path file = home.resolve(name);
        Files.deleteIfExists(file);
        SecretFile.create(file, content);
        return file;
    }
}
