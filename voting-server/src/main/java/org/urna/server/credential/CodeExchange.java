// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Action;
import org.urna.server.delivery.MailQueue;
import org.urna.server.keys.SealingKey;
import org.urna.server.mail.MessageKind;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Retires credentials and puts reserves in their place; whoever has the map and the codes hands the new code to its elector. */
public final class CodeExchange {

    private final Store store;
    private final Rolls rolls;
    private final MailQueue queue;

    public CodeExchange(Store store, Rolls rolls, MailQueue queue) {
        this.store = store;
        this.rolls = rolls;
        this.queue = queue;
    }

    /** Retires credentials; fails with {@code decision-invalid} if one is not live or has cast. */
    public Future<Void> revoke(SqlConnection connection, String election, Action.CredentialRevoked revoked) {
        Future<Void> chain = Future.succeededFuture();
        for (Point each : revoked.credentials()) {
            chain = chain.compose(done -> retire(connection, election, each, "revoked"))
                    .mapEmpty();
        }
        return chain;
    }

    /** Retires the old credential and makes the reserve live; fails with {@code decision-invalid} if either cannot be. */
    Future<Void> replace(SqlConnection connection, String election, Action.Pair pair) {
        return retire(connection, election, pair.old(), "replaced")
                .compose(old -> Sql.update(
                        connection,
                        "UPDATE credential SET status = 'live', style = #{style}, section = #{section},"
                                + " weight = #{weight} WHERE election = #{election} AND k = #{k} AND status = 'reserve'",
                        with(
                                place(election, pair.replacement()),
                                Map.of(
                                        "style", old.getString("style"),
                                        "section", old.getString("section"),
                                        "weight", old.getInteger("weight")))))
                .map(changed -> {
                    if (changed != 1) {
                        throw refused("the new credential is not an unused reserve");
                    }
                    return null;
                });
    }

    /**
     * The same, by whoever holds the codes: the new one is queued for its elector.
     *
     * @param key that sealed map and codes
     */
    public Future<Void> replace(SqlConnection connection, String election, Action.Pair pair, SealingKey key) {
        return replace(connection, election, pair)
                .compose(done -> takeCode(connection, election, pair.replacement(), key))
                .compose(code -> handOver(connection, election, pair, code, key));
    }

    /**
     * Retires credentials, by whoever holds the map: a code that is queued for the elector of one is deleted.
     *
     * @param key that sealed the map
     */
    public Future<Void> revoke(
            SqlConnection connection, String election, Action.CredentialRevoked revoked, SealingKey key) {
        Future<Void> chain = revoke(connection, election, revoked);
        for (Point each : revoked.credentials()) {
            chain = chain.compose(done -> holder(connection, election, each, key))
                    .compose(number -> Sql.update(
                            connection,
                            "DELETE FROM mail_queue WHERE election = #{election} AND member_number = #{number}",
                            Map.of("election", election, "number", number)))
                    .mapEmpty();
        }
        return chain;
    }

    private Future<Row> retire(SqlConnection connection, String election, Point credential, String status) {
        Map<String, Object> place = place(election, credential);
        return Sql.query(
                        connection,
                        "SELECT c.style, c.section, c.weight, c.status, b.position FROM credential c"
                                + " LEFT JOIN ballot b ON b.election = c.election AND b.k = c.k"
                                + " WHERE c.election = #{election} AND c.k = #{k}",
                        place)
                .compose(rows -> {
                    Row row = Store.first(rows).orElseThrow(() -> refused("no such credential"));
                    if (!row.getString("status").equals("live") || row.getLong("position") != null) {
                        throw refused("a credential is not live, or has cast");
                    }
                    return Sql.update(
                                    connection,
                                    "UPDATE credential SET status = #{status} WHERE election = #{election} AND k = #{k}",
                                    with(place, Map.of("status", status)))
                            .map(row);
                });
    }

    private Future<VotingCode> takeCode(SqlConnection connection, String election, Point reserve, SealingKey key) {
        Map<String, Object> place = place(election, reserve);
        return Sql.query(connection, "SELECT sealed FROM reserve_code WHERE election = #{election} AND k = #{k}", place)
                .compose(rows -> {
                    byte[] sealed = Store.bytes(rows.iterator().next(), "sealed");
                    VotingCode code = open(election, reserve, sealed, key);
                    return Sql.update(
                                    connection,
                                    "DELETE FROM reserve_code WHERE election = #{election} AND k = #{k}",
                                    place)
                            .map(code);
                });
    }

    private static VotingCode open(String election, Point reserve, byte[] sealed, SealingKey key) {
        try {
            byte[] code = key.open(CredentialStore.reservePlace(election, reserve), sealed);
            return VotingCode.parse(new String(code, StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            throw new IllegalStateException("a code of the reserve is damaged: " + e.getMessage(), e);
        }
    }

    private Future<Void> handOver(
            SqlConnection connection, String id, Action.Pair pair, VotingCode code, SealingKey key) {
        return holder(connection, id, pair.old(), key)
                .compose(number -> rolls.member(connection, id, number))
                .compose(member -> {
                    String number = member.memberNumber();
                    byte[] sealed = key.seal(
                            CredentialStore.mapPlace(id, number),
                            pair.replacement().encode());
                    return Sql.update(
                                    connection,
                                    "UPDATE registrar_map SET sealed = #{sealed}"
                                            + " WHERE election = #{election} AND member_number = #{number}",
                                    Map.of("election", id, "number", number, "sealed", store.bin(sealed)))
                            .compose(done -> queue.codes(
                                    connection,
                                    id,
                                    MessageKind.REPLACEMENT,
                                    List.of(new MailQueue.Item(member, code)),
                                    key));
                });
    }

    /** Whose credential it is: every row of the map is opened, because a row that could be looked up would link. */
    private static Future<String> holder(SqlConnection connection, String election, Point credential, SealingKey key) {
        byte[] wanted = credential.encode();
        return Sql.query(
                        connection,
                        "SELECT member_number, sealed FROM registrar_map WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> {
                    for (Row row : rows) {
                        String number = row.getString("member_number");
                        if (Arrays.equals(
                                wanted,
                                CredentialStore.credentialOf(election, number, Store.bytes(row, "sealed"), key))) {
                            return number;
                        }
                    }
                    throw refused("nobody holds the old credential");
                });
    }

    private Map<String, Object> place(String election, Point credential) {
        return Map.of("election", election, "k", store.bin(credential.encode()));
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Refusal refused(String reason) {
        return new Refusal(ProblemCode.DECISION_INVALID, reason);
    }
}
