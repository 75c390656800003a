// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.trustee.json.JsonWriter;
import org.urna.trustee.keyfile.OfficerKeyFile;
import org.urna.trustee.keyfile.OfficerSecrets;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an officer's key. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Makes an officer's signing key in a new key file and prints the public key for the manifest.")
final class OfficerNewCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    NameOption name = new NameOption();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Option(names = "--json", description = "Print {\"name\":…,\"key\":JWK}, as it stands in the manifest.")
    boolean json;

    OfficerNewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Entropy entropy = Entropy.secure();
        SigningKey signingKey = SigningKey.generate(entropy);
        NewKey.make(
                terminal,
                key,
                entropy,
                passphrase ->
                        OfficerKeyFile.create(key.key, passphrase, new OfficerSecrets(name.name, signingKey), entropy));
        String jwk = signingKey.publicKey().jwk();
        if (json) {
            terminal.result(new String(
                    new JsonWriter()
                            .beginObject()
                            .text("name", name.name)
                            .raw("key", jwk)
                            .endObject()
                            .toBytes(),
                    StandardCharsets.US_ASCII));
        } else {
            terminal.result("thumbprint " + signingKey.publicKey().thumbprint());
            terminal.result("key " + jwk);
            terminal.result("read aloud " + signingKey.publicKey().spoken());
            terminal.progress("Wrote " + key.key + ". Give the key to the returning officer for the manifest; "
                    + "keep the file apart from the passphrase.");
        }
        return ExitStatus.DONE;
    }
}
