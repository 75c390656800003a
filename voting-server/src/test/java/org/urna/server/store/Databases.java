// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.urna.server.config.DatabaseUrl;

/**
 * Databases for tests: SQLite files, and a PostgreSQL that is either named by {@code URNA_TEST_PG_URL} or started here, with its durability
 * switched on. Where neither can be had tests are skipped, loudly, or fail if {@code URNA_REQUIRE} names {@code postgresql}.
 */
public final class Databases {

    private static Optional<DatabaseUrl.PostgreSql> server = Optional.empty();

    private Databases() {}

    public static DatabaseUrl sqlite(Path folder) {
        return new DatabaseUrl.Sqlite(folder.resolve(UUID.randomUUID() + ".db"));
    }

    /** A new, empty database on the PostgreSQL server. */
    public static synchronized DatabaseUrl postgreSql() throws Exception {
        if (server.isEmpty()) {
            server = Optional.of(find());
        }
        DatabaseUrl.PostgreSql admin = server.get();
        String name = "urna_" + UUID.randomUUID().toString().replace("-", "");
        String jdbc = "jdbc:postgresql://" + admin.host() + ":" + admin.port() + "/" + admin.database();
        try (Connection connection = DriverManager.getConnection(jdbc, admin.user(), admin.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new DatabaseUrl.PostgreSql(admin.host(), admin.port(), name, admin.user(), admin.password());
    }

    private static DatabaseUrl.PostgreSql find() {
        String given = System.getenv("URNA_TEST_PG_URL");
        if (given != null) {
            return (DatabaseUrl.PostgreSql) DatabaseUrl.parse(given);
        }
        try {
            EmbeddedPostgres postgres = start("on");
            return new DatabaseUrl.PostgreSql("127.0.0.1", postgres.getPort(), "postgres", "postgres", "");
        } catch (IOException | RuntimeException e) {
            String required = String.valueOf(System.getenv("URNA_REQUIRE"));
            if (Arrays.asList(required.split(",")).contains("postgresql")) {
                throw new AssertionError("URNA_REQUIRE names postgresql, and it cannot be started", e);
            }
            System.err.println("SKIPPED: PostgreSQL cannot be started here: " + e);
            Assumptions.abort("PostgreSQL cannot be started here");
            throw new IllegalStateException(e);
        }
    }

    /** Starts a server with the given fsync. */
    static EmbeddedPostgres start(String fsync) throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", fsync)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }
}
