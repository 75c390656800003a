// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.server.config.DatabaseUrl;

/** The data-access code on both databases. */
@ExtendWith(VertxExtension.class)
class StoreTest {

    private static final String ELECTION = "0123456789abcdef0123456789abcdef";
    private static final String CREDENTIAL = """
            INSERT INTO credential (election, k, status, style, section, weight)
            VALUES (#{election}, #{k}, 'live', 's', 's', 1)
            """;
    private static final String ENTRY = """
            INSERT INTO log_entry (election, position, type, time, bytes, leaf_hash)
            VALUES (#{election}, #{position}, 'ballot', '2026-01-01T00:00:00Z', #{bytes}, #{bytes})
            """;
    private static final String BALLOT = """
            INSERT INTO ballot (election, k, position, hash, tracker)
            VALUES (#{election}, #{k}, #{position}, #{hash}, #{hash})
            """;

    @TempDir
    private Path folder;

    /** The databases that the same code must serve. */
    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private Store open(Vertx vertx, Kind kind) throws Exception {
        return await(Store.open(vertx, url(kind)));
    }

    private DatabaseUrl url(Kind kind) throws Exception {
        return kind == Kind.SQLITE ? Databases.sqlite(folder) : Databases.postgreSql();
    }

    @ParameterizedTest
    @EnumSource
    void openingTwiceMigratesOnceAndKeepsWhatIsThere(Kind kind, Vertx vertx) throws Exception {
        DatabaseUrl url = url(kind);
        Store first = await(Store.open(vertx, url));
        await(first.transaction(connection -> election(connection)));
        await(first.close());

        Store second = await(Store.open(vertx, url));

        assertThat(await(second.first("SELECT state FROM election WHERE id = #{id}", Map.of("id", ELECTION)))
                        .orElseThrow()
                        .getString("state"))
                .isEqualTo("draft");
        await(second.close());
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsIsRolledBackAndWhatSucceedsIsSeen(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);

        assertThatThrownBy(() -> await(store.transaction(connection ->
                        election(connection).compose(done -> Future.failedFuture(new IllegalStateException("stop"))))))
                .hasRootCauseMessage("stop");
        assertThat(count(store, "election")).isZero();
        await(store.transaction(StoreTest::election));
        assertThat(count(store, "election")).isOne();
        await(store.close());
    }

    @ParameterizedTest
    @EnumSource
    void bytesComeBackAsTheyWent(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);
        byte[] all = new byte[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        await(store.transaction(connection -> election(connection)
                .compose(done -> Sql.batch(
                        connection,
                        ENTRY,
                        List.of(
                                Map.of("election", ELECTION, "position", 0L, "bytes", store.bin(all)),
                                Map.of("election", ELECTION, "position", 1L, "bytes", store.bin(new byte[0])))))));

        var rows = await(store.query("SELECT bytes FROM log_entry ORDER BY position", Map.of()))
                .iterator();
        assertThat(Store.bytes(rows.next(), "bytes")).isEqualTo(all);
        assertThat(Store.bytes(rows.next(), "bytes")).isEmpty();
        await(store.close());
    }

    /** A credential is good for one ballot: the index says so, not the code around it. */
    @ParameterizedTest
    @EnumSource
    void aCredentialIsUsedOnceHoweverManyTry(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);
        Object k = store.bin(new byte[64]);
        await(store.transaction(connection -> election(connection)
                .compose(done -> Sql.update(connection, CREDENTIAL, Map.of("election", ELECTION, "k", k)))));
        List<Future<Integer>> tries = new ArrayList<>();
        for (long i = 0; i < 20; i++) {
            long position = i;
            tries.add(store.transaction(connection -> Sql.update(
                            connection,
                            ENTRY,
                            Map.of("election", ELECTION, "position", position, "bytes", store.bin(new byte[1])))
                    .compose(done -> Sql.update(
                            connection,
                            BALLOT,
                            Map.of("election", ELECTION, "k", k, "position", position, "hash", "h" + position)))));
        }

        await(Future.join(tries).otherwiseEmpty());

        assertThat(tries).filteredOn(Future::succeeded).hasSize(1);
        assertThat(tries)
                .filteredOn(Future::failed)
                .allSatisfy(failed ->
                        assertThat(Store.isUniqueViolation(failed.cause())).isTrue());
        assertThat(count(store, "log_entry")).isOne();
        await(store.close());
    }

    @ParameterizedTest
    @EnumSource
    void otherFailuresAreNoUniqueViolation(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);

        Future<Integer> orphan = store.transaction(connection ->
                Sql.update(connection, CREDENTIAL, Map.of("election", "nobody", "k", store.bin(new byte[64]))));

        assertThatThrownBy(() -> await(orphan)).isInstanceOf(ExecutionException.class);
        assertThat(Store.isUniqueViolation(orphan.cause())).isFalse();
        await(store.close());
    }

    /** The row lock makes read-then-write safe: no increment is lost. */
    @ParameterizedTest
    @EnumSource
    void lockingTheElectionPutsTransactionsInOrder(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);
        await(store.transaction(StoreTest::election));
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(store.transaction(connection -> store.lockElection(connection, ELECTION)
                    .compose(row -> Sql.update(
                            connection,
                            "UPDATE election SET entries = #{n} WHERE id = #{id}",
                            Map.of("n", row.orElseThrow().getLong("entries") + 1, "id", ELECTION)))));
        }

        await(Future.all(all));

        assertThat(await(store.first("SELECT entries FROM election", Map.of()))
                        .orElseThrow()
                        .getLong("entries"))
                .isEqualTo(40);
        await(store.close());
    }

    @ParameterizedTest
    @EnumSource
    void theDatabasesClockIsReadInUtc(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);

        Instant now = await(store.now());

        assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
        await(store.close());
    }

    @Test
    void aPostgreSqlThatMayForgetIsRefused(Vertx vertx) throws Exception {
        Databases.postgreSql();
        try (EmbeddedPostgres forgetful = Databases.start("off")) {
            DatabaseUrl url = new DatabaseUrl.PostgreSql("127.0.0.1", forgetful.getPort(), "postgres", "postgres", "");

            assertThatThrownBy(() -> await(Store.open(vertx, url)))
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("fsync is off");
        }
    }

    @Test
    void sqliteRunsWithItsDurableSettings(Vertx vertx) throws Exception {
        Store store = open(vertx, Kind.SQLITE);

        assertThat(await(store.query("PRAGMA journal_mode", Map.of()))
                        .iterator()
                        .next()
                        .getValue(0))
                .isEqualTo("wal");
        assertThat(await(store.query("PRAGMA synchronous", Map.of()))
                        .iterator()
                        .next()
                        .getValue(0))
                .isEqualTo(2);
        assertThat(await(store.query("PRAGMA foreign_keys", Map.of()))
                        .iterator()
                        .next()
                        .getValue(0))
                .isEqualTo(1);
        await(store.close());
    }

    /** SQLite ends a transaction by itself when there is no room; what comes next must not be written statement by statement. */
    @Test
    void whatFollowsATransactionThatAFullDatabaseHasEndedIsAllOrNothing(Vertx vertx) throws Exception {
        Store store = open(vertx, Kind.SQLITE);
        await(store.transaction(StoreTest::election));
        await(store.transaction(connection -> Sql.query(connection, "PRAGMA max_page_count = 1", Map.of())));

        Future<Integer> full = store.transaction(connection -> entry(store, connection, 0, new byte[1 << 20]));

        assertThatThrownBy(() -> await(full)).isInstanceOf(ExecutionException.class);
        assertThat(Unavailable.is(full.cause())).isTrue();
        assertThatThrownBy(() -> await(store.transaction(connection -> entry(store, connection, 1, new byte[1])
                        .compose(done -> Future.failedFuture(new IllegalStateException("stop"))))))
                .hasRootCauseMessage("stop");
        assertThat(count(store, "log_entry")).isZero();
        await(store.transaction(connection -> entry(store, connection, 2, new byte[1])));
        assertThat(count(store, "log_entry")).isOne();
        await(store.close());
    }

    private static Future<Integer> entry(Store store, SqlConnection connection, long position, byte[] bytes) {
        return Sql.update(
                connection, ENTRY, Map.of("election", ELECTION, "position", position, "bytes", store.bin(bytes)));
    }

    private static Future<Integer> election(SqlConnection connection) {
        return Sql.update(
                connection,
                "INSERT INTO election (id, state, created, draft) VALUES (#{id}, 'draft', '2026-01-01T00:00:00Z', '{}')",
                Map.of("id", ELECTION));
    }

    private static long count(Store store, String table) throws Exception {
        return await(store.query("SELECT COUNT(*) AS n FROM " + table, Map.of()))
                .iterator()
                .next()
                .getLong("n");
    }
}
