// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Note;
import org.urna.trustee.RefusedException;
import org.urna.trustee.guide.Guide;
import org.urna.trustee.terminal.Questions;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.terminal.Words;
import org.urna.trustee.transport.ElectionAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Leads a trustee through everything. */
@Command(
        name = "guide",
        mixinStandardHelpOptions = true,
        description = {
            "Leads a trustee through an election: makes the key file, takes part in the ceremony, compares, copies and tests"
                    + " the key, and after the vote agrees, mixes and decrypts. Says before each step what it does, and asks"
                    + " for what it needs to know.",
            "Can be stopped anywhere and started again: the key file and the board say where things stand. This is what"
                    + " trustee does in a terminal without a command."
        })
final class GuideCommand implements Callable<Integer> {

    private static final String DEFAULT_NAME = "trustee.key";
    private static final int MAX_ADDRESS = 2_000;

    private final Terminal terminal;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--key", paramLabel = "FILE", description = "The key file, there or to be made.")
    @Nullable
    Path keyFile;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File with the passphrase, mode 600; without it the terminal asks.")
    @Nullable
    Path passphraseFile;

    @Option(
            names = "--at",
            paramLabel = "ADDRESS",
            description = "The election's address, such as https://vote.example.org/e/ID; kept beside the key file.")
    @Nullable
    String at;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "Without a network: a copy of the board, made by verifier mirror.")
    @Nullable
    Path in;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Without a network: folder for messages, which trustee carry hands over elsewhere.")
    @Nullable
    Path out;

    @Mixin
    WaitOption wait = new WaitOption();

    GuideCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Questions questions = new Questions(terminal);
        terminal.paragraph(
                "This program leads you through your work as a trustee. It says what comes next, and asks before"
                        + " it does it. You can stop it at any time (Ctrl-C) and start it again.");
        terminal.progress("");
        KeyOptions key = new KeyOptions();
        key.key = keyFile == null ? askForKeyFile(questions) : keyFile;
        key.passphraseFile = passphraseFile;
        if (!Files.exists(key.key)) {
            makeKey(questions, key);
        }
        Optional<ElectionAddress> address = address(questions, key.key);
        if (address.isEmpty()) {
            terminal.paragraph("Start this program again when you have the address.");
            return ExitStatus.DONE;
        }
        PlaceOptions place = place(address.get());
        place.place()
                .read(BoardPaths.CHECKPOINT, Note.MAX_BYTES); // a wrong address is told before the passphrase is asked
        return Session.run(terminal, key, place, wait, seat -> {
            seat.board();
            Files.writeString(beside(key.key), address.get() + "\n");
            new Guide(seat, terminal, questions, key.key, () -> key.passphrase(terminal)).run();
            return ExitStatus.DONE;
        });
    }

    private Path askForKeyFile(Questions questions) throws RefusedException {
        while (true) {
            String answer =
                    questions.text("Name of your key file; it is made if it is not there [" + DEFAULT_NAME + "]:");
            try {
                return Path.of(answer.isEmpty() ? DEFAULT_NAME : answer);
            } catch (InvalidPathException e) {
                terminal.progress("This is no name of a file.");
            }
        }
    }

    private void makeKey(Questions questions, KeyOptions key) throws IOException, RefusedException {
        terminal.paragraph("There is no key file " + key.key
                + " yet, so it is made now, with a signing key in it that is" + " yours alone.");
        String name = askForName(questions);
        String thumbprint = IdentityCommand.make(terminal, name, key);
        terminal.progress("");
        terminal.paragraph(
                "The key file is written, and was read back. This is the thumbprint of your key. Give it to the"
                        + " returning officer, on the page that you were invited to or by mail:");
        terminal.progress("");
        terminal.result("    " + thumbprint);
        terminal.progress("");
        try {
            terminal.paragraph("Then compare it over the telephone; these are the same in words:");
            terminal.progress("");
            terminal.progress("    " + Words.of(thumbprint));
            terminal.progress("");
        } catch (MalformedException e) {
            throw new AssertionError("a thumbprint is base64url", e);
        }
        terminal.paragraph(
                "Publish it yourself too, where voters find it. The election's key is made when the returning"
                        + " officer has the thumbprints of all trustees and says so.");
        terminal.progress("");
    }

    private String askForName(Questions questions) throws RefusedException {
        while (true) {
            try {
                return new NameOption.Converter().convert(questions.text("Your name, as others know you:"));
            } catch (TypeConversionException e) {
                terminal.progress("This does not work: " + e.getMessage() + ".");
            }
        }
    }

    private Optional<ElectionAddress> address(Questions questions, Path key) throws IOException, RefusedException {
        String given = at;
        if (given == null && Files.isRegularFile(beside(key)) && Files.size(beside(key)) <= MAX_ADDRESS) {
            given = Files.readString(beside(key), StandardCharsets.UTF_8);
        }
        while (given == null || !given.isBlank()) {
            try {
                if (given != null) {
                    return Optional.of(ElectionAddress.parse(given));
                }
            } catch (MalformedException e) {
                terminal.paragraph(e.getMessage() + ".");
            }
            given = questions.text("Address of the election, or just Enter if you have none yet:");
        }
        return Optional.empty();
    }

    /** Where the address is kept, which is no secret, so that it is asked for once. */
    private static Path beside(Path key) {
        return key.resolveSibling(key.getFileName() + ".address");
    }

    private PlaceOptions place(ElectionAddress address) {
        PlaceOptions place = new PlaceOptions();
        place.spec = TrusteeCommand.require(spec);
        place.server = in == null ? address.server() : "";
        place.election = address.election().hex();
        place.in = in;
        place.out = out;
        if (in == null && out != null) {
            throw new ParameterException(place.spec.commandLine(), "--out goes with --in");
        }
        return place;
    }
}
