// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.delivery.SendingDesk;
import org.urna.server.registrar.BoardSource;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.Sending;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar send}: gets queued messages out. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        header = "Sends the codes that are queued, those of replacements that two officers have signed included.",
        description = {
            "From the seal until the close. E-mails go to the mail system or the outbox folder, letters to print files in the outbox folder.",
            "Exit status 3 if the mail system put messages off: send again later. Nobody gets another code by that."
        })
final class RegistrarSendCommand extends RegistrarTask {

    private static final int LEFT = 3;

    @Option(
            names = "--election",
            paramLabel = "PLACE",
            required = true,
            description = "https://host/e/ID, or a folder with a copy of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String place;

    @Option(names = "--rate", paramLabel = "N", description = "E-mails a minute.")
    private @Nullable Integer rate;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        if (rate != null && (rate < 1 || rate > SendingDesk.MAX_RATE)) {
            throw usage("--rate takes 1 to " + SendingDesk.MAX_RATE);
        }
        BoardSource source = source(place);
        try (Registrar registrar = existing(vertx, config, entropy)) {
            Sending.Outcome done =
                    new Sending(registrar, publicUrl(source, config)).send(source, Optional.ofNullable(rate));
            out().println(
                            done.left() == 0
                                    ? "everything is sent"
                                    : done.left() + " messages were put off: send again later");
            return done.left() == 0 ? 0 : LEFT;
        }
    }
}
