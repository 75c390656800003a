// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.urna.trustee.RefusedException;
import org.urna.trustee.keyfile.PassphraseFile;
import org.urna.trustee.terminal.Prompt;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Option;

/** Which key file, and where its passphrase comes from. */
final class KeyOptions {

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The key file.")
    Path key = Path.of("");

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File with the passphrase, mode 600; without it the terminal asks.")
    @Nullable
    Path passphraseFile;

    /** The passphrase of the key file that is there, for the caller to wipe. */
    char[] passphrase(Terminal terminal) throws IOException, RefusedException {
        if (passphraseFile != null) {
            return PassphraseFile.read(passphraseFile);
        }
        Prompt prompt = terminal.prompt()
                .orElseThrow(() -> new RefusedException(
                        "there is no terminal to ask for the passphrase: add --passphrase-file FILE"));
        char[] typed = prompt.secret("Passphrase of " + key + ": ");
        if (typed == null || typed.length == 0) {
            throw new RefusedException("no passphrase was typed: run the command again");
        }
        return typed;
    }
}
