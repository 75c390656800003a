// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.registrar.BoardSource;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.Sending;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar remind}: reminds members who have not voted. */
@Command(
        name = "remind",
        mixinStandardHelpOptions = true,
        header = "Reminds those who were sent a code by e-mail and for whom no ballot stands on the board.",
        description = "While the election is open. A reminder has neither code nor link.")
final class RegistrarRemindCommand extends RegistrarTask {

    @Option(
            names = "--election",
            paramLabel = "PLACE",
            required = true,
            description = "https://host/e/ID, or a folder with a copy of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String place;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        BoardSource source = source(place);
        try (Registrar registrar = existing(vertx, config, entropy)) {
            int reminded = new Sending(registrar, publicUrl(source, config)).remind(source);
            out().println("reminders: " + reminded);
            return 0;
        }
    }
}
