// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.ServerProcess;

/** E2: a byte that changed in a row of any kind is found by {@code fsck} or at the start, and never signed over. */
class DamagedDatabaseTest {

    private final Home home = Elections.finished().election().home().copy("damaged");

    @Test
    void anUntouchedDatabasePasses() {
        assertThat(fsck().expect(0).output()).contains("all well");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log_entry.bytes",
                "log_entry.leaf_hash",
                "log_entry.type",
                "log_entry.time",
                "tile.bytes",
                "checkpoint.root",
                "checkpoint.note",
                "artifact.bytes",
                "ballot.hash",
                "ballot.tracker",
                "alpha.alpha"
            })
    void aChangedByteIsFoundByFsck(String column) throws Exception {
        damage(column);

        Ended ended = fsck().expect(1);

        assertThat(ended.output()).contains("NOT WELL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile.bytes", "checkpoint.root"})
    void aServerDoesNotStartOnALogThatDoesNotLeadToItsSignedRoot(String column) throws Exception {
        damage(column);

        Ended ended = ServerProcess.launch(home, Map.of()).await().expect(1);

        assertThat(ended.errors()).contains("not started: ");
    }

    /** E1: an old backup must not be served as if nothing had been published since. */
    @Test
    void aServerDoesNotStartOnADatabaseBehindItsPublishedCheckpoint() throws Exception {
        change("UPDATE election SET entries = entries - 1");

        assertThat(ServerProcess.launch(home, Map.of()).await().expect(1).errors())
                .contains("database behind published checkpoint");
    }

    /** E1: a backup that is whole in itself, from before the ballots were cast; keys are not in the database, and are those of today. */
    @Test
    void aServerDoesNotStartOnAnOldBackupThatIsWholeInItself() throws Exception {
        try (Stream<Path> files = Files.list(home.data())) {
            for (Path file : files.filter(file -> file.getFileName().toString().contains(".db"))
                    .toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(Elections.open().home().data())) {
            for (Path file : files.filter(file -> file.getFileName().toString().contains(".db"))
                    .toList()) {
                Files.copy(file, home.data().resolve(file.getFileName().toString()));
            }
        }

        assertThat(ServerProcess.launch(home, Map.of()).await().expect(1).errors())
                .contains("database behind published checkpoint");
    }

    private Ended fsck() {
        return Programs.SERVER
                .start(
                        home.log(),
                        List.of("fsck"),
                        Map.of("URNA_DATA", home.data().toString(), "URNA_PUBLIC_URL", "https://vote.example.org"))
                .await();
    }

    /** Flips one bit of the value in the row of the middle. */
    private void damage(String column) throws Exception {
        String table = column.substring(0, column.indexOf('.'));
        String name = column.substring(table.length() + 1);
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(
                    "SELECT rowid, " + name + ", typeof(" + name + ") FROM " + table + " ORDER BY rowid DESC LIMIT 1");
            assertThat(rows.next()).isTrue();
            long row = rows.getLong(1);
            boolean text = rows.getString(3).equals("text");
            byte[] value =
                    text ? rows.getString(2).getBytes(java.nio.charset.StandardCharsets.US_ASCII) : rows.getBytes(2);
            value[value.length / 2] ^= 1;
            try (var update =
                    connection.prepareStatement("UPDATE " + table + " SET " + name + " = ? WHERE rowid = " + row)) {
                if (text) {
                    update.setString(1, new String(value, java.nio.charset.StandardCharsets.US_ASCII));
                } else {
                    update.setBytes(1, value);
                }
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private void change(String sql) throws Exception {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Connection open() throws IOException, SQLException {
        try (Stream<Path> files = Files.list(home.data())) {
            Path database = files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
            return DriverManager.getConnection("jdbc:sqlite:" + database);
        }
    }
}
