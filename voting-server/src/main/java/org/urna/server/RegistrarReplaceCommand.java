// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Collectors;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Reason;
import org.urna.server.config.Config;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.Replacing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar replace}: asks officers for new codes. */
@Command(
        name = "replace",
        mixinStandardHelpOptions = true,
        header = "Asks two officers to replace members' codes, and signs that as the registrar.",
        description = {
            "Officers sign at Decisions in the ballot office, or with trustee officer sign. The new codes leave with the next registrar send.",
            "Who has voted gets no other code."
        })
final class RegistrarReplaceCommand extends RegistrarTask {

    private static final List<Reason> REASONS =
            List.of(Reason.CODE_LOST, Reason.CODE_NOT_RECEIVED, Reason.CODE_EXPOSED, Reason.ADDRESS_CHANGED);

    @Option(names = "--election", paramLabel = "ADDRESS", required = true, description = "https://host/e/ID")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String address;

    @Option(
            names = "--member",
            paramLabel = "NUMBER",
            required = true,
            description = "Of a member who needs a new code; as often as needed.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> members;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            defaultValue = "code-lost",
            description = "code-lost, code-not-received, code-exposed or address-changed; code-lost without it.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String reason;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        Reason why = REASONS.stream()
                .filter(each -> each.code().equals(reason))
                .findFirst()
                .orElseThrow(() -> usage(
                        "--reason takes " + REASONS.stream().map(Reason::code).collect(Collectors.joining(", "))));
        try (Registrar registrar = existing(vertx, config, entropy)) {
            List<Long> waiting = new Replacing(registrar).ask(served(address), members, why);
            out().println("waiting for two officers: decision "
                    + waiting.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            return 0;
        }
    }
}
