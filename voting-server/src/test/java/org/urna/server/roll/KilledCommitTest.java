// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;
import org.urna.server.store.Store;

/** A server that is killed while it replaces a roll leaves the old one, and nothing of the new. */
class KilledCommitTest {

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void whoIsKilledWhileReplacingTheRollLeavesTheOldOneWhole(Kind kind) throws Exception {
        DatabaseUrl url = kind == Kind.SQLITE ? Databases.sqlite(data) : Databases.postgreSql();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledCommit.class.getName(),
                        data.toString(),
                        given(url)))
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null && !line.equals("writing"); line = out.readLine()) {
                said.append(line).append('\n');
            }
            assertThat(process.isAlive()).as(said.toString()).isTrue();
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }

        Vertx vertx = Vertx.vertx();
        Store store = await(Store.open(vertx, url));
        // In the middle of it: begun, not ended.
        assertThat(text(store, "SELECT state AS value FROM roll_import")).isEqualTo("writing");
        assertThat(text(store, "SELECT CAST(COUNT(*) AS TEXT) AS value FROM roll_row"))
                .isEqualTo(String.valueOf(KilledCommit.ROWS));
        assertThat(text(store, "SELECT CAST(COUNT(*) AS TEXT) AS value FROM member"))
                .isEqualTo(String.valueOf(KilledCommit.MEMBERS));
        assertThat(text(store, "SELECT MIN(name) AS value FROM member")).isEqualTo("Old 1");
        await(store.close());
        await(vertx.close());
    }

    private static String given(DatabaseUrl url) {
        return url instanceof DatabaseUrl.PostgreSql pg
                ? "postgresql://" + pg.user() + (pg.password().isEmpty() ? "" : ":" + pg.password()) + "@" + pg.host()
                        + ":" + pg.port() + "/" + pg.database()
                : url.toString();
    }

    private static String text(Store store, String sql) throws Exception {
        return await(store.first(sql, Map.of())).orElseThrow().getString("value");
    }
}
