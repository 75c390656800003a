// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.json.StrictJson;
import org.urna.server.registrar.Correcting;
import org.urna.server.registrar.Registrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar correct}: corrects how a member is reached. */
@Command(
        name = "correct",
        mixinStandardHelpOptions = true,
        header = "Corrects the name or address of a member who has not voted, before a code is sent again.",
        description = "The ballot office corrects its own roll, and this one does not hear of it: correct both.")
final class RegistrarCorrectCommand extends RegistrarTask {

    private static final int MOST_LINES = 5;

    @Option(
            names = "--election",
            paramLabel = "PLACE",
            required = true,
            description = "https://host/e/ID, or a folder with a copy of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String place;

    @Option(names = "--member", paramLabel = "NUMBER", required = true, description = "Of the member.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String member;

    @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
    private @Nullable String name;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Another e-mail address; empty for none.")
    private @Nullable String email;

    @Option(
            names = "--address",
            paramLabel = "LINE",
            description = "Another postal address, once for each of up to five lines.")
    private @Nullable List<String> address;

    @Option(names = "--postcode", paramLabel = "CODE", description = "Another postcode.")
    private @Nullable String postcode;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        ObjectNode fields = StrictJson.object();
        if (name != null) {
            fields.put("name", name);
        }
        if (email != null) {
            fields.put("email", email);
        }
        if (postcode != null) {
            fields.put("postcode", postcode);
        }
        if (address != null) {
            if (address.size() > MOST_LINES) {
                throw usage("--address takes at most " + MOST_LINES + " lines");
            }
            address.forEach(fields.putArray("address")::add);
        }
        if (fields.isEmpty()) {
            throw usage("name what is to change: --name, --email, --address or --postcode");
        }
        fields.put("reason", "corrected by the registrar");
        try (Registrar registrar = existing(vertx, config, entropy)) {
            List<String> changed = new Correcting(registrar).run(source(place), member, fields);
            out().println(changed.isEmpty() ? "nothing changed" : "changed: " + String.join(", ", changed));
            return 0;
        }
    }
}
