// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Collectors;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.registrar.Destroying;
import org.urna.server.registrar.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar destroy}: destroys what links members to codes. */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        header = "Destroys what links members to codes, and asks two officers to say so on the board.",
        description = {
            "When the result is published and the time for disputes is over. Ask the ballot office first whether complaints wait: nobody can say"
                    + " afterwards whose ballot is whose.",
            "Copies of the folder, backups, and messages in mailboxes are the organisation's to destroy."
        })
final class RegistrarDestroyCommand extends RegistrarTask {

    @Option(names = "--election", paramLabel = "ADDRESS", required = true, description = "https://host/e/ID")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String address;

    @Option(names = "--yes", required = true, description = "That this is meant. It cannot be undone.")
    private boolean yes;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        if (!yes) {
            throw usage("--yes says that this is meant");
        }
        try (Registrar registrar = existing(vertx, config, entropy)) {
            List<Long> waiting = new Destroying(registrar).run(served(address));
            out().println(
                            waiting.isEmpty()
                                    ? "destroyed; the board says so"
                                    : "destroyed; waiting for two officers: decision "
                                            + waiting.stream()
                                                    .map(String::valueOf)
                                                    .collect(Collectors.joining(", ")));
            return 0;
        }
    }
}
