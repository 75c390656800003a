// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Action;
import org.urna.server.election.Manifests;
import org.urna.server.keys.SealingKey;
import org.urna.server.keys.SealingKeys;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Chooses a reserve for each of some members, for officers to decide. Pairs stand in the order of the old credentials, not of the roll. */
public final class Replacements {

    /** Pairs of one decision: as many as one entry takes. */
    public static final int MOST = 200;

    private static final String CAST = "SELECT 1 AS there FROM ballot WHERE election = #{election} AND k = #{k}";

    private static final String UNUSED =
            "SELECT 1 AS there FROM credential c WHERE election = #{election} AND k = #{k} AND status = 'live'"
                    + " AND NOT EXISTS (SELECT 1 FROM ballot b WHERE b.election = c.election AND b.k = c.k)";

    private final Store store;
    private final Manifests manifests;
    private final SealingKeys keys;

    public Replacements(Store store, Manifests manifests, SealingKeys keys) {
        this.store = store;
        this.manifests = manifests;
        this.keys = keys;
    }

    /**
     * What was found.
     *
     * @param members whose credentials the pairs retire, in no order
     * @param voted members who need none
     */
    public record Found(List<Action.Pair> pairs, List<String> members, List<String> voted) {}

    /** A member and the credential that is theirs now; does not print. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Owned(String member, byte[] k) {
        @Override
        public String toString() {
            return "Owned[hidden]";
        }
    }

    /** Fails with {@code wrong-state} if the reserve, or what the manifest allows, does not suffice. */
    public Future<Found> pairs(SqlConnection connection, Row election, List<String> numbers) {
        if (manifests.of(election).registrar().isSeparate()) {
            throw new Refusal(ProblemCode.WRONG_STATE, "in mode separate the registrar replaces credentials");
        }
        return owned(connection, election, numbers)
                .compose(owned -> among(connection, CAST, election, owned)
                        .compose(cast -> choose(connection, election, owned, cast)));
    }

    /**
     * The same, for whoever holds the map.
     *
     * @param cast credentials that have voted, base64url
     */
    public Future<Found> pairs(SqlConnection connection, Row election, List<String> numbers, Set<String> cast) {
        return owned(connection, election, numbers).compose(owned -> choose(connection, election, owned, cast));
    }

    private Future<Found> choose(SqlConnection connection, Row election, List<Owned> owned, Set<String> cast) {
        String id = election.getString("id");
        int replacements = manifests.of(election).roll().replacements();
        return pending(connection, id)
                .compose(pending -> reserves(connection, id)
                        .compose(reserves -> replaced(connection, id)
                                .map(replaced -> choose(owned, cast, pending, reserves, replacements - replaced))));
    }

    /**
     * The credentials of members who have not voted, in the order of the credentials. Fails with {@code wrong-state} if one has voted, or has no code
     * that could be used.
     */
    public Future<List<Point>> unused(SqlConnection connection, Row election, List<String> numbers) {
        if (manifests.of(election).registrar().isSeparate()) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE, "in mode separate this server does not know whose a credential is");
        }
        return owned(connection, election, numbers)
                .compose(owned -> among(connection, UNUSED, election, owned).map(unused -> {
                    if (unused.size() < numbers.size()) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE, "a member has voted, or has no code that could be used");
                    }
                    return owned.stream()
                            .map(Owned::k)
                            .sorted(Arrays::compareUnsigned)
                            .map(Replacements::point)
                            .toList();
                }));
    }

    private Future<List<Owned>> owned(SqlConnection connection, Row election, List<String> numbers) {
        String id = election.getString("id");
        return keys.sealing(id, manifests.of(election).origin())
                .compose(key -> credentials(connection, id, numbers, key));
    }

    /** Those of a few credentials for which the statement finds a row, base64url: each is looked for by itself, because an election has half a million. */
    private Future<Set<String>> among(SqlConnection connection, String sql, Row election, List<Owned> owned) {
        Set<String> found = new HashSet<>();
        Future<Void> chain = Future.succeededFuture();
        for (Owned each : owned) {
            Map<String, Object> parameters = Map.of("election", election.getString("id"), "k", store.bin(each.k()));
            chain = chain.compose(done -> Sql.query(connection, sql, parameters))
                    .map(rows -> {
                        if (rows.size() > 0) {
                            found.add(Base64Url.encode(each.k()));
                        }
                        return null;
                    });
        }
        return chain.map(found);
    }

    private Future<List<Owned>> credentials(
            SqlConnection connection, String election, List<String> numbers, SealingKey key) {
        List<Owned> owned = new ArrayList<>();
        Future<Void> chain = Future.succeededFuture();
        for (String number : numbers) {
            chain = chain.compose(done -> Sql.query(
                            connection,
                            "SELECT sealed FROM registrar_map WHERE election = #{election} AND member_number = #{number}",
                            Map.of("election", election, "number", number)))
                    .map(rows -> {
                        Store.first(rows)
                                .ifPresent(row -> owned.add(new Owned(
                                        number,
                                        CredentialStore.credentialOf(
                                                election, number, Store.bytes(row, "sealed"), key))));
                        return null;
                    });
        }
        return chain.map(owned);
    }

    /** Texts of decisions that await signatures: reserves that they name are taken. */
    private static Future<String> pending(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT text FROM decision WHERE election = #{election} AND state = 'pending' AND action = 'credential-replaced'",
                        Map.of("election", election))
                .map(rows -> {
                    StringBuilder texts = new StringBuilder();
                    rows.forEach(row -> texts.append(row.getString("text")));
                    return texts.toString();
                });
    }

    private static Future<List<byte[]>> reserves(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT k FROM credential WHERE election = #{election} AND status = 'reserve'",
                        Map.of("election", election))
                .map(rows -> {
                    List<byte[]> found = new ArrayList<>();
                    rows.forEach(row -> found.add(Store.bytes(row, "k")));
                    found.sort(Arrays::compareUnsigned);
                    return found;
                });
    }

    private static Future<Integer> replaced(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS n FROM credential WHERE election = #{election} AND status = 'replaced'",
                        Map.of("election", election))
                .map(rows -> Math.toIntExact(rows.iterator().next().getLong("n")));
    }

    private static Found choose(
            List<Owned> owned, Set<String> cast, String pending, List<byte[]> reserves, int allowed) {
        List<byte[]> free = reserves.stream()
                .filter(each -> !pending.contains(Base64Url.encode(each)))
                .toList();
        int left = Math.min(free.size(), allowed - (reserves.size() - free.size()));
        List<String> voted = new ArrayList<>();
        List<String> members = new ArrayList<>();
        List<Owned> chosen = new ArrayList<>();
        for (Owned each : owned.stream()
                .sorted(Comparator.comparing(Owned::k, Arrays::compareUnsigned))
                .toList()) {
            if (cast.contains(Base64Url.encode(each.k()))) {
                voted.add(each.member());
            } else {
                members.add(each.member());
                chosen.add(each);
            }
        }
        if (members.size() > left) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    "only " + Math.max(left, 0) + " more codes can be replaced, and " + members.size()
                            + " are asked for");
        }
        List<Action.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            pairs.add(new Action.Pair(point(chosen.get(i).k()), point(free.get(i))));
        }
        return new Found(pairs, members, voted);
    }

    private static Point point(byte[] stored) {
        try {
            return Point.decode(stored);
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored credential is damaged", e);
        }
    }
}
