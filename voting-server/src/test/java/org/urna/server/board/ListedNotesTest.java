// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.server.store.Databases;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The list of checkpoints, with the same statements on both databases. */
@ExtendWith(VertxExtension.class)
class ListedNotesTest {

    private static final String ELECTION = "0123456789abcdef0123456789abcdef";
    private static final int SIZES = 40;

    @TempDir
    private Path folder;

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private Store open(Vertx vertx, Kind kind) throws Exception {
        Store store = await(Store.open(vertx, kind == Kind.SQLITE ? Databases.sqlite(folder) : Databases.postgreSql()));
        await(store.transaction(connection -> Sql.update(
                connection,
                "INSERT INTO election (id, state, created, draft) VALUES (#{id}, 'draft', '2026-01-01T00:00:00Z', '{}')",
                Map.of("id", ELECTION))));
        return store;
    }

    private static String note(long size, long second) {
        return "a note é of " + size + " at " + second + "\n";
    }

    /** A note of each size, of which every twentieth is listed, and three rounds of witnesses, of which two brought a quorum. */
    private static String fill(Store store) throws Exception {
        StringBuilder expected = new StringBuilder();
        List<Map<String, Object>> plain = new ArrayList<>();
        List<Map<String, Object>> cosigned = new ArrayList<>();
        for (long size = 1; size <= SIZES; size++) {
            int listed = size % 20 == 0 ? 1 : 0;
            plain.add(Map.of("id", ELECTION, "size", size, "note", note(size, 0), "listed", listed));
            expected.append(listed == 1 ? note(size, 0) : "");
            for (long second = 1; second <= 3; second++) {
                cosigned.add(cosigned(size, second, second < 3));
                expected.append(second < 3 ? note(size, second) : "");
            }
        }
        await(store.transaction(connection -> Sql.batch(
                        connection,
                        "INSERT INTO checkpoint (election, size, root, note, time, listed)"
                                + " VALUES (#{id}, #{size}, '', #{note}, '', #{listed})",
                        plain)
                .compose(done -> Sql.batch(connection, COSIGNED, cosigned))));
        return expected.toString();
    }

    private static final String COSIGNED = "INSERT INTO cosigned_checkpoint (election, size, second, note, listed)"
            + " VALUES (#{id}, #{size}, #{second}, #{note}, #{listed})";

    private static Map<String, Object> cosigned(long size, long second, boolean listed) {
        return Map.of(
                "id", ELECTION, "size", size, "second", second, "note", note(size, second), "listed", listed ? 1 : 0);
    }

    private static void add(Store store, long size, long second) throws Exception {
        await(store.transaction(connection -> Sql.update(connection, COSIGNED, cosigned(size, second, true))));
    }

    @ParameterizedTest
    @EnumSource
    void theListIsHandedOverInItsOrderAndOnlyOnePartOfItAtATime(Kind kind, Vertx vertx) throws Exception {
        Store store = open(vertx, kind);
        ListedNotes notes = new ListedNotes(store);
        assertThat(await(notes.state(ELECTION)).length()).isZero();
        String expected = fill(store);
        ListedNotes.State state = await(notes.state(ELECTION));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        AtomicInteger parts = new AtomicInteger();
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        await(notes.read(ELECTION, state, part -> {
            whole.writeBytes(part);
            parts.incrementAndGet();
            most.accumulateAndGet(held.incrementAndGet(), Math::max);
            Promise<Void> taken = Promise.promise();
            vertx.setTimer(2, timer -> {
                held.decrementAndGet();
                taken.complete();
            });
            return taken.future();
        }));

        assertThat(whole.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(state.notes()).isEqualTo(2 * SIZES + 2);
        assertThat(state.length()).isEqualTo(whole.size());
        assertThat(parts.get()).isEqualTo(3);
        assertThat(most.get()).isEqualTo(1);
        await(store.close());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsListedMeanwhileIsLeftOutIfItComesLastAndOtherwiseFailsTheReading(Kind kind, Vertx vertx)
            throws Exception {
        Store store = open(vertx, kind);
        ListedNotes notes = new ListedNotes(store);
        String expected = fill(store);
        ListedNotes.State state = await(notes.state(ELECTION));

        add(store, SIZES, 4);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        await(notes.read(ELECTION, state, part -> taken(whole, part)));
        assertThat(whole.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(await(notes.state(ELECTION)).tag()).isNotEqualTo(state.tag());

        add(store, 7, 4);
        assertThatThrownBy(() -> await(notes.read(ELECTION, state, part -> taken(whole, part))))
                .hasMessageContaining("changed while it was read");
        await(store.close());
    }

    private static Future<Void> taken(ByteArrayOutputStream whole, byte[] part) {
        whole.writeBytes(part);
        return Future.succeededFuture();
    }
}
