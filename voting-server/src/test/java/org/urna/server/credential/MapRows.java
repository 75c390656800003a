// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import static org.urna.server.ServerFixture.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.server.keys.SealingKey;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Rows of the registrar's map, and of ballots, for members numbered 00001, 00002 … whose credentials nobody has the codes of. */
public final class MapRows {

    private final Store store;

    public MapRows(Store store) {
        this.store = store;
    }

    private static byte[] k(int member) {
        return ByteBuffer.allocate(64).putInt(member).array();
    }

    public Future<Void> insert(SqlConnection connection, String election, int members, SealingKey key) {
        List<Map<String, Object>> credentials = new ArrayList<>();
        List<Map<String, Object>> map = new ArrayList<>();
        for (int i = 1; i <= members; i++) {
            String number = String.format("%05d", i);
            credentials.add(Map.of("election", election, "k", store.bin(k(i))));
            byte[] sealed = key.seal(CredentialStore.mapPlace(election, number), k(i));
            map.add(Map.of("election", election, "number", number, "sealed", store.bin(sealed)));
        }
        return Sql.batch(
                        connection,
                        "INSERT INTO credential (election, k, status, style, section, weight)"
                                + " VALUES (#{election}, #{k}, 'live', 'full', 'members', 1)",
                        credentials)
                .compose(done -> Sql.batch(
                        connection,
                        "INSERT INTO registrar_map (election, member_number, sealed) VALUES (#{election}, #{number}, #{sealed})",
                        map));
    }

    /** As casting leaves it. */
    public void vote(String election, int member) throws Exception {
        Map<String, Object> values = Map.of(
                "election",
                election,
                "k",
                store.bin(k(member)),
                "position",
                (long) member,
                "text",
                "x" + member,
                "b",
                store.bin(k(member)));
        await(store.transaction(connection -> Sql.update(
                        connection,
                        "INSERT INTO log_entry (election, position, type, time, bytes, leaf_hash)"
                                + " VALUES (#{election}, #{position}, 'ballot', '2026-03-02T10:00:00Z', #{b}, #{b})",
                        values)
                .compose(done -> Sql.update(
                        connection,
                        "INSERT INTO ballot (election, k, position, hash, tracker) VALUES (#{election}, #{k}, #{position}, #{text}, #{text})",
                        values))));
    }
}
