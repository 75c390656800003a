// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.SealingKey;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Participation;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Tells of one member whether they have voted, by opening their row of the registrar's map. The credential does not leave this class. */
public final class Holders implements Participation {

    private final Store store;
    private final Manifests manifests;
    private final KeyRing keys;

    public Holders(Store store, Manifests manifests, KeyRing keys) {
        this.store = store;
        this.manifests = manifests;
        this.keys = keys;
    }

    /**
     * What is known of one member.
     *
     * @param day {@code YYYY-MM-DD} on which they voted; the minute stands on the board, and is not given to staff
     */
    public record Standing(Answer answer, Optional<String> day) {}

    @Override
    public Future<Answer> of(SqlConnection connection, Row election, String memberNumber) {
        return standing(connection, election, memberNumber).map(Standing::answer);
    }

    /** Whether, and on which day, a member has voted. */
    public Future<Standing> standing(SqlConnection connection, Row election, String memberNumber) {
        String id = election.getString("id");
        return Sql.query(
                        connection,
                        "SELECT sealed FROM registrar_map WHERE election = #{election} AND member_number = #{number}",
                        Map.of("election", id, "number", memberNumber))
                .compose(rows -> {
                    Optional<Row> mapped = Store.first(rows);
                    return mapped.isEmpty()
                            ? DoorSlips.any(connection, id)
                                    .map(door -> new Standing(door ? Answer.NO_CODE : Answer.UNKNOWN, Optional.empty()))
                            : keys.of(id, manifests.of(election).origin())
                                    .compose(held -> standing(
                                            connection,
                                            id,
                                            CredentialStore.credentialOf(
                                                    id,
                                                    memberNumber,
                                                    Store.bytes(mapped.get(), "sealed"),
                                                    held.sealing())));
                });
    }

    private Future<Standing> standing(SqlConnection connection, String election, byte[] k) {
        return Sql.query(
                        connection,
                        "SELECT l.time FROM ballot b JOIN log_entry l ON l.election = b.election AND l.position = b.position"
                                + " WHERE b.election = #{election} AND b.k = #{k}",
                        Map.of("election", election, "k", store.bin(k)))
                .map(rows -> Store.first(rows)
                        .map(row -> new Standing(
                                Answer.VOTED, Optional.of(row.getString("time").substring(0, 10))))
                        .orElse(new Standing(Answer.NOT_VOTED, Optional.empty())));
    }

    /** Numbers of all members who have voted; fails with {@code wrong-state} where the map is the registrar's, or destroyed. */
    public Future<Set<String>> voters(Row election) {
        String id = election.getString("id");
        Map<String, Object> place = Map.of("election", id);
        return keys.of(id, manifests.of(election).origin())
                .compose(held -> store.query(
                                "SELECT member_number, sealed FROM registrar_map WHERE election = #{election}", place)
                        .compose(mapped -> {
                            if (mapped.size() == 0) {
                                throw new Refusal(ProblemCode.WRONG_STATE, "this server does not know who has voted");
                            }
                            return store.query("SELECT k FROM ballot WHERE election = #{election}", place)
                                    .map(cast -> voters(id, held.sealing(), mapped, cast));
                        }));
    }

    private static Set<String> voters(String election, SealingKey key, Iterable<Row> mapped, Iterable<Row> cast) {
        Set<ByteBuffer> used = new HashSet<>();
        cast.forEach(row -> used.add(ByteBuffer.wrap(Store.bytes(row, "k"))));
        Set<String> voters = new HashSet<>();
        for (Row row : mapped) {
            String number = row.getString("member_number");
            byte[] k = CredentialStore.credentialOf(election, number, Store.bytes(row, "sealed"), key);
            if (used.contains(ByteBuffer.wrap(k))) {
                voters.add(number);
            }
        }
        return voters;
    }
}
