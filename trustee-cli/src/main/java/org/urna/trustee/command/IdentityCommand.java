// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.trustee.RefusedException;
import org.urna.trustee.json.JsonWriter;
import org.urna.trustee.keyfile.TrusteeKeyFile;
import org.urna.trustee.keyfile.TrusteeSecrets;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a trustee's key. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        description = "Makes a trustee's signing key in a new key file and prints the thumbprint to publish.")
final class IdentityCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    NameOption name = new NameOption();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    IdentityCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        String thumbprint = make(terminal, name.name, key);
        if (json) {
            terminal.result(new String(
                    new JsonWriter()
                            .beginObject()
                            .text("name", name.name)
                            .text("thumbprint", thumbprint)
                            .endObject()
                            .toBytes(),
                    StandardCharsets.US_ASCII));
        } else {
            terminal.result("thumbprint " + thumbprint);
            terminal.progress(
                    "In words, to compare it with the ballot office over the telephone: " + Words.of(thumbprint));
            terminal.progress(
                    "Wrote " + key.key + ". Give the thumbprint to the returning officer, and publish it yourself "
                            + "where voters find it; keep the file and a copy of it, each apart from the passphrase.");
        }
        return ExitStatus.DONE;
    }

    /** Makes the key file and gives the thumbprint of the key in it. */
    static String make(Terminal terminal, String name, KeyOptions key) throws IOException, RefusedException {
        Entropy entropy = Entropy.secure();
        SigningKey signingKey = SigningKey.generate(entropy);
        NewKey.make(
                terminal,
                key,
                entropy,
                passphrase -> TrusteeKeyFile.create(
                        key.key, passphrase, new TrusteeSecrets(name, signingKey, List.of()), entropy));
        return signingKey.publicKey().thumbprint();
    }
}
