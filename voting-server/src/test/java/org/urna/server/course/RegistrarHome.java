// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.urna.crypto.jose.SigningKey;
import org.urna.server.config.Config;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.registrar.Registrar;

/** The folder of a registrar who works apart, with an outbox folder in place of a mail system. */
record RegistrarHome(Vertx vertx, Path folder) {

    SigningKey makeKey() throws IOException {
        return Registrar.makeKey(vertx, config(), Person.ENTROPY);
    }

    Registrar open() throws IOException {
        return Registrar.open(vertx, config(), Person.ENTROPY);
    }

    /** A registrar with another key. */
    Registrar stranger() throws IOException {
        RegistrarHome other = new RegistrarHome(vertx, folder.resolveSibling("stranger"));
        other.makeKey();
        return other.open();
    }

    RegistrarOutbox outbox(String election) {
        return new RegistrarOutbox(folder.resolve("outbox").resolve(election));
    }

    private Config config() {
        Config.Mail mail = new Config.Mail(
                Optional.empty(), "elections@localhost", "elections@localhost", Optional.empty(), Optional.empty());
        Config given = new Config(
                "127.0.0.1",
                0,
                URI.create("http://localhost"),
                folder,
                new DatabaseUrl.Sqlite(folder.resolve("other.db")),
                folder,
                mail,
                Optional.empty(),
                List.of());
        return Registrar.settings(given, folder);
    }
}
