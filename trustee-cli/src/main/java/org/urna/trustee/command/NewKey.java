// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.Passphrase;
import org.urna.trustee.RefusedException;
import org.urna.trustee.keyfile.PassphraseFile;
import org.urna.trustee.terminal.Prompt;
import org.urna.trustee.terminal.Terminal;

/** Makes a passphrase and, under it, a key file. */
final class NewKey {

    private static final int TRIES = 3;

    /** Writes the key file under the passphrase that it is given. */
    @FunctionalInterface
    interface Writer {
        void write(char[] passphrase) throws IOException, RefusedException;
    }

    private NewKey() {}

    /**
     * The passphrase goes into the file that was asked for, or is shown once and typed back: whoever cannot type it back has not
     * kept it.
     */
    static void make(Terminal terminal, KeyOptions options, Entropy entropy, Writer writer)
            throws IOException, RefusedException {
        if (Files.exists(options.key)) {
            throw new RefusedException(options.key + " exists and is never overwritten: choose another name");
        }
        char[] passphrase = Passphrase.generate(entropy);
        try {
            if (options.passphraseFile == null) {
                show(terminal, passphrase);
            } else {
                PassphraseFile.create(options.passphraseFile, passphrase);
            }
            writer.write(passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private static void show(Terminal terminal, char[] passphrase) throws RefusedException {
        Prompt prompt = terminal.prompt()
                .orElseThrow(() -> new RefusedException(
                        "there is no terminal to show the passphrase on: add --passphrase-file FILE"));
        terminal.progress(
                "The passphrase of the key file, shown this once. Write it down and keep it apart from the file:");
        prompt.show(passphrase);
        for (int tries = 1; !isTypedBack(prompt, passphrase); tries++) {
            if (tries == TRIES) {
                throw new RefusedException("this is not the passphrase, and no key was made: run the command again");
            }
            terminal.progress("This is not the passphrase: look again at what you wrote down.");
        }
    }

    private static boolean isTypedBack(Prompt prompt, char[] passphrase) throws RefusedException {
        char[] typed = prompt.secret("Type it back (it is not shown): ");
        if (typed == null) {
            throw new RefusedException("the passphrase was not typed back, and no key was made: run the command again");
        }
        char[] meant = Passphrase.normalize(typed);
        boolean same = Arrays.equals(meant, passphrase);
        Arrays.fill(typed, '\0');
        Arrays.fill(meant, '\0');
        return same;
    }
}
