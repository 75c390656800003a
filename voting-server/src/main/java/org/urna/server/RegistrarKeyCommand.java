// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.server.config.Config;
import org.urna.server.keys.RegistrarKeys;
import org.urna.server.registrar.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar key}: makes the registrar's key, and shows its public half. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        header = "Makes the registrar's key, and prints the public half for the set-up of the election.",
        description =
                "Who has a key already prints it with --show. Compare the groups of four with the ballot office by telephone.")
final class RegistrarKeyCommand extends RegistrarTask {

    @Option(names = "--show", description = "Makes none; shows the one that is there.")
    private boolean show;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        if (show && !Files.isDirectory(config.keys())) {
            err().println("there is no registrar's key in " + config.keys());
            return ServerMain.REFUSED;
        }
        SigningKey key = show
                ? new RegistrarKeys(vertx, config.keys(), entropy).signing()
                : Registrar.makeKey(vertx, config, entropy);
        out().println(key.publicKey().jwk());
        out().println("thumbprint " + key.publicKey().thumbprint());
        out().println("say        " + key.publicKey().spoken());
        return 0;
    }
}
