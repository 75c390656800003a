// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.credential.VotingCode;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.SealingKey;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Credentials that are printed on slips and belong to nobody until a slip is activated for a member: then the registrar's map names the member, and the
 * gate of the credential opens. Which credential a slip holds is sealed in the database, as the map is.
 */
public final class DoorSlips {

    private final Store store;
    private final Manifests manifests;
    private final KeyRing keys;

    public DoorSlips(Store store, Manifests manifests, KeyRing keys) {
        this.store = store;
        this.manifests = manifests;
        this.keys = keys;
    }

    /** Whether a credential may cast, beside what the board says of it. */
    public enum Gate {
        /** It has none: its code was sent to a member. */
        NONE,
        /** Not activated yet. */
        SHUT,
        /** Activated for a member. */
        OPEN,
        /** Given out, and gone: not activated ever again. */
        LOST;

        /** As stored. */
        public String code() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
        }

        static Gate of(String code) {
            return code.isEmpty() ? NONE : valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A credential with what the desk must know of it; does not print.
     *
     * @param live neither replaced nor revoked
     * @param cast whether a ballot stands that it signed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by isSame alone
    public record Held(byte[] k, String style, int weight, Gate gate, boolean live, boolean cast) {

        /** Whether both are one credential. */
        public boolean isSame(Held other) {
            return Arrays.equals(k, other.k);
        }

        @Override
        public String toString() {
            return "Held[hidden]";
        }
    }

    /**
     * A slip that waits to be printed; does not print.
     *
     * @param serial from 1
     */
    public record Unprinted(int serial, String style, int weight, VotingCode code) {
        @Override
        public String toString() {
            return "Unprinted[" + serial + "]";
        }
    }

    static String place(String election, int serial) {
        return "door_slip/" + election + "/" + serial;
    }

    static String codePlace(String election, int serial) {
        return "door_slip/" + election + "/" + serial + "/code";
    }

    /** The slip of a serial number; empty if none bears it. */
    public Future<Optional<Held>> slip(SqlConnection connection, Row election, int serial) {
        String id = election.getString("id");
        return held(
                connection,
                election,
                "SELECT sealed FROM door_slip WHERE election = #{election} AND serial = #{of}",
                serial,
                place(id, serial));
    }

    /** What a member holds now, from a slip or sent; empty if nothing. */
    public Future<Optional<Held>> of(SqlConnection connection, Row election, String member) {
        String id = election.getString("id");
        return held(
                connection,
                election,
                "SELECT sealed FROM registrar_map WHERE election = #{election} AND member_number = #{of}",
                member,
                CredentialStore.mapPlace(id, member));
    }

    private Future<Optional<Held>> held(
            SqlConnection connection, Row election, String select, Object of, String place) {
        String id = election.getString("id");
        return Sql.query(connection, select, Map.of("election", id, "of", of)).compose(rows -> {
            Optional<Row> found = Store.first(rows);
            return found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : key(election)
                            .map(key -> opened(key, place, Store.bytes(found.get(), "sealed")))
                            .compose(k -> held(connection, id, k));
        });
    }

    private Future<Optional<Held>> held(SqlConnection connection, String election, byte[] k) {
        return Sql.query(
                        connection,
                        "SELECT c.style, c.weight, c.gate, c.status, b.position FROM credential c"
                                + " LEFT JOIN ballot b ON b.election = c.election AND b.k = c.k"
                                + " WHERE c.election = #{election} AND c.k = #{k}",
                        Map.of("election", election, "k", store.bin(k)))
                .map(rows -> Store.first(rows)
                        .map(row -> new Held(
                                k,
                                row.getString("style"),
                                row.getInteger("weight"),
                                Gate.of(row.getString("gate")),
                                row.getString("status").equals("live"),
                                row.getLong("position") != null)));
    }

    private Future<SealingKey> key(Row election) {
        return keys.of(election.getString("id"), manifests.of(election).origin())
                .map(held -> held.sealing());
    }

    private static byte[] opened(SealingKey key, String place, byte[] sealed) {
        try {
            return key.open(place, sealed);
        } catch (MalformedException e) {
            throw new IllegalStateException("a row of slips is damaged: " + e.getMessage(), e);
        }
    }

    /** Gives a slip to a member who holds nothing: the map names them, and the gate opens. */
    public Future<Void> activate(SqlConnection connection, Row election, Held slip, String member) {
        String id = election.getString("id");
        return key(election)
                .compose(key -> Sql.update(
                        connection,
                        "INSERT INTO registrar_map (election, member_number, sealed) VALUES (#{election}, #{member}, #{sealed})",
                        Map.of(
                                "election",
                                id,
                                "member",
                                member,
                                "sealed",
                                store.bin(key.seal(CredentialStore.mapPlace(id, member), slip.k())))))
                .compose(done -> gate(connection, id, slip, Gate.OPEN));
    }

    /** Takes a slip back from a member who has not cast. */
    public Future<Void> deactivate(SqlConnection connection, Row election, Held slip, String member, Gate after) {
        String id = election.getString("id");
        return Sql.update(
                        connection,
                        "DELETE FROM registrar_map WHERE election = #{election} AND member_number = #{member}",
                        Map.of("election", id, "member", member))
                .compose(done -> gate(connection, id, slip, after));
    }

    private Future<Void> gate(SqlConnection connection, String election, Held slip, Gate gate) {
        return Sql.update(
                        connection,
                        "UPDATE credential SET gate = #{gate} WHERE election = #{election} AND k = #{k}",
                        Map.of("election", election, "k", store.bin(slip.k()), "gate", gate.code()))
                .map(changed -> {
                    if (changed != 1) {
                        throw new IllegalStateException("a slip has no credential");
                    }
                    return null;
                });
    }

    /** Elections that have slips to print. */
    public Future<List<String>> waiting() {
        return store.query("SELECT DISTINCT election FROM door_slip WHERE code IS NOT NULL", Map.of())
                .map(rows -> {
                    List<String> waiting = new ArrayList<>();
                    rows.forEach(row -> waiting.add(row.getString("election")));
                    return waiting;
                });
    }

    /** The first slips that are in no print file. */
    public Future<List<Unprinted>> unprinted(Row election, int most) {
        String id = election.getString("id");
        return key(election)
                .compose(key -> store.query(
                                "SELECT serial, style, weight, code FROM door_slip WHERE election = #{election}"
                                        + " AND code IS NOT NULL ORDER BY serial LIMIT #{most}",
                                Map.of("election", id, "most", most))
                        .map(rows -> {
                            List<Unprinted> slips = new ArrayList<>();
                            rows.forEach(row -> slips.add(unprinted(id, row, key)));
                            return slips;
                        }));
    }

    private static Unprinted unprinted(String election, Row row, SealingKey key) {
        int serial = row.getInteger("serial");
        byte[] code = opened(key, codePlace(election, serial), Store.bytes(row, "code"));
        try {
            return new Unprinted(
                    serial,
                    row.getString("style"),
                    row.getInteger("weight"),
                    VotingCode.parse(new String(code, StandardCharsets.US_ASCII)));
        } catch (MalformedException e) {
            throw new IllegalStateException("the code of a slip is damaged: " + e.getMessage(), e);
        }
    }

    /** Forgets the codes of slips that are in a print file. */
    public Future<Void> printed(String election, int first, int last) {
        return store.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE door_slip SET code = NULL WHERE election = #{election} AND serial BETWEEN #{first} AND #{last}",
                        Map.of("election", election, "first", first, "last", last))
                .mapEmpty());
    }

    /** Whether codes of this election are handed out at the door; known until the map is destroyed. */
    static Future<Boolean> any(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT 1 AS there FROM door_slip WHERE election = #{election} LIMIT 1",
                        Map.of("election", election))
                .map(rows -> rows.size() > 0);
    }
}
