// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;
import static org.urna.server.course.Play.ok;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Hex;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Outcome;
import org.urna.server.audit.BoardFolder;
import org.urna.server.audit.DatabaseAudit;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.Checkpoints;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.store.Store;

/**
 * E2: bits flip at random in the rows of a finished election, and {@code fsck} finds each, or the row's value is one of the few of which neither the
 * board nor the voting has anything. The seed is printed.
 */
class RandomFlipsTest {

    private static final int FLIPS = Integer.getInteger("urna.test.flips", 200);
    private static final int MEMBERS = 6;

    private static final List<String> TABLES =
            List.of("election", "log_entry", "tile", "checkpoint", "artifact", "credential", "ballot", "alpha");

    /** Of the time of the set-up; the manifest has taken their place. */
    private static final Set<String> WITHOUT_MEANING =
            Set.of("election.created", "election.draft", "election.draft_version", "election.draft_saved");

    private final Vertx vertx = Vertx.vertx();
    private Connection database;
    private Store store;
    private BoardFiles files;
    private String election;

    /** A value in a row. */
    private record Cell(String table, String column, long row, Object value) {

        String name() {
            return table + "." + column;
        }
    }

    @Test
    void e2AFlippedBitInAnyRowIsFoundOrNothingIsMadeOfIt(@TempDir Path data, @TempDir Path folder) throws Exception {
        long seed = Long.getLong("urna.test.seed", System.nanoTime());
        System.out.println("RandomFlipsTest: seed " + seed);
        finish(data);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + databaseFile(data));
                Statement statement = connection.createStatement()) {
            database = connection;
            // What a broken disk writes is asked for by no rule.
            statement.execute("PRAGMA ignore_check_constraints = ON");
            store = await(Store.open(vertx, new DatabaseUrl.Sqlite(databaseFile(data))));
            files = new BoardFiles(
                    store,
                    new Checkpoints(
                            vertx, store, new KeyRing(vertx, new KeyStore(data.resolve("keys"), Person.ENTROPY))));
            Map<String, String> before = served(folder.resolve("before"));
            assertThat(isFound()).as("before any flip").isFalse();
            Random random = new Random(seed);
            for (int flip = 0; flip < FLIPS; ) {
                flip += flip(random, before, folder.resolve("flip" + flip)) ? 1 : 0;
            }
            assertThat(isFound()).as("after all of them are undone").isFalse();
            await(store.close());
        } finally {
            await(vertx.close());
        }
    }

    private static Path databaseFile(Path data) {
        return data.resolve("urna.db");
    }

    /** A whole small election, up to its result. */
    private void finish(Path data) throws Exception {
        try (Play play = new Play(data, new DatabaseUrl.Sqlite(databaseFile(data)))) {
            play.create(play.draft(), Play.roll(MEMBERS));
            play.staff("/ceremony");
            play.ceremony();
            ok(200, play.staff("/credentials"));
            Map<Integer, VotingCode> codes = play.codes();
            play.decide("setup", null, "planned");
            play.await("open");
            for (int member : List.of(1, 2, 4)) {
                assertThat(play.cast(play.ballot(
                                        codes.get(member), "full", List.of(Choices.of(2, 1), Choices.of(3, 1, 2))))
                                .statusCode())
                        .isEqualTo(201);
            }
            play.decide("close", null, "planned");
            VotedElection.publish(play);
            election = play.election;
        }
    }

    /** Flips one bit and puts it back; false if no row may have that value. */
    private boolean flip(Random random, Map<String, String> before, Path folder) throws Exception {
        Cell cell = pick(random);
        Object flipped = flipped(cell.value(), random);
        try {
            write(cell, flipped);
        } catch (SQLiteException e) {
            assertThat(e.getResultCode().code & 0xff).isEqualTo(SQLiteErrorCode.SQLITE_CONSTRAINT.code);
            return false;
        }
        if (!isFound()) {
            assertThat(WITHOUT_MEANING).as("%s, not found", cell).contains(cell.name());
            assertThat(served(folder)).isEqualTo(before);
        }
        write(cell, cell.value());
        return true;
    }

    /** What {@code fsck} does with an election. */
    private boolean isFound() throws IOException {
        return !DatabaseAudit.run(store, election).clean()
                || !DatabaseAudit.orphans(store).clean()
                || Verification.run(served(), Anchors.NONE, Resources.ofCaller())
                                .report()
                                .overall()
                        == Outcome.FAIL;
    }

    private org.urna.server.audit.DatabaseBoard served() {
        return new org.urna.server.audit.DatabaseBoard(store, files, election);
    }

    private Map<String, String> served(Path folder) throws IOException {
        new BoardFolder(served(), folder).write();
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Hex.encode(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    private Cell pick(Random random) throws SQLException {
        String table = TABLES.get(random.nextInt(TABLES.size()));
        List<Long> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("SELECT rowid FROM " + table)) {
            while (found.next()) {
                rows.add(found.getLong(1));
            }
        }
        long row = rows.get(random.nextInt(rows.size()));
        List<Cell> cells = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table + " WHERE rowid = " + row)) {
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                Object value = found.getObject(i);
                if (value != null && !value.equals("")) {
                    cells.add(new Cell(table, found.getMetaData().getColumnName(i), row, value));
                }
            }
        }
        return cells.get(random.nextInt(cells.size()));
    }

    private static Object flipped(Object value, Random random) {
        if (value instanceof Number number) {
            return number.longValue() ^ (1L << random.nextInt(Long.SIZE - 1));
        }
        byte[] bytes = value instanceof byte[] blob ? blob.clone() : text(value);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return value instanceof byte[] ? bytes : new Text(bytes);
    }

    /** Bytes that stand where a text stood, and may be none. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    private record Text(byte[] bytes) {}

    private static byte[] text(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Cell cell, Object value) throws SQLException {
        boolean text = value instanceof Text || value instanceof String;
        try (PreparedStatement statement = database.prepareStatement("UPDATE " + cell.table() + " SET " + cell.column()
                + " = " + (text ? "CAST(? AS TEXT)" : "?") + " WHERE rowid = " + cell.row())) {
            if (value instanceof Number number) {
                statement.setLong(1, number.longValue());
            } else if (value instanceof byte[] blob) {
                statement.setBytes(1, blob);
            } else {
                statement.setBytes(1, value instanceof Text changed ? changed.bytes() : text(value));
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
