// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.DetachedJws;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Decisions and their signatures. */
public final class Decisions {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final DueDecisions due;

    public Decisions(Store store, Elections elections, Manifests manifests, DueDecisions due) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.due = due;
    }

    /**
     * A decision and how it stands.
     *
     * @param number its sequence
     * @param decision the exact text
     * @param signedBy thumbprints
     * @param signatures detached JWS over the text, one by each of them
     * @param state {@code pending}, {@code appended}, {@code expired}, {@code refused}, {@code withdrawn} or {@code failed}
     * @param index of its entry; left out until it has one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Listed(
            long number,
            String action,
            String decision,
            List<String> signedBy,
            List<String> signatures,
            String state,
            @Nullable Long index) {}

    /** All decisions of an election, oldest first; fails with {@code not-found}. */
    public Future<List<Listed>> list(String election) {
        return elections
                .find(election)
                .compose(row -> store.query(
                        "SELECT d.sequence, d.action, d.text, d.state, d.position, s.signer, s.jws, r.outcome FROM decision d"
                                + " LEFT JOIN decision_signature s ON s.election = d.election AND s.sequence = d.sequence"
                                + " LEFT JOIN decision_request r ON r.election = d.election AND r.sequence = d.sequence"
                                + " WHERE d.election = #{election} ORDER BY d.sequence, s.signer",
                        Map.of("election", election)))
                .map(rows -> {
                    Map<Long, Listed> listed = new LinkedHashMap<>();
                    rows.forEach(row -> {
                        Listed each = listed.computeIfAbsent(row.getLong("sequence"), number -> listed(number, row));
                        if (row.getString("signer") != null) {
                            each.signedBy().add(row.getString("signer"));
                            each.signatures().add(row.getString("jws"));
                        }
                    });
                    return List.copyOf(listed.values());
                });
    }

    private static Listed listed(long number, Row row) {
        String outcome = row.getString("outcome");
        return new Listed(
                number,
                row.getString("action"),
                row.getString("text"),
                new ArrayList<>(),
                new ArrayList<>(),
                outcome == null ? row.getString("state") : outcome,
                row.getLong("position"));
    }

    /**
     * How a decision stands after a signature.
     *
     * @param signatures by different officers
     */
    public record Standing(String state, int signatures) {}

    /**
     * Takes an officer's signature; with the second one the decision is appended, if its time has come and the election is ready for it.
     *
     * @param jws detached, of type {@code urna-decision}
     * @return fails with {@code decision-invalid}, {@code wrong-state} or {@code not-found}
     */
    public Future<Standing> sign(String election, long number, String jws) {
        return store.transaction(connection ->
                        elections.lock(connection, election).compose(row -> accept(connection, row, number, jws)))
                .compose(accepted -> accepted ? due.append(election, number) : Future.succeededFuture())
                .compose(done -> standing(election, number));
    }

    /** Whether the signature was taken into a decision that is pending. */
    private Future<Boolean> accept(SqlConnection connection, Row election, long number, String jws) {
        String id = election.getString("id");
        return find(connection, id, number)
                .compose(decision -> store.now(connection).compose(now -> {
                    if (decision.getString("state").equals("appended")) {
                        return Future.succeededFuture(false);
                    }
                    requireInTime(decision, EntryTime.of(now));
                    return Officers.inOffice(connection, id, manifests.of(election))
                            .compose(officers -> insert(connection, id, number, jws, officers, decision));
                }));
    }

    private static Future<Boolean> insert(
            SqlConnection connection, String id, long number, String jws, Officers officers, Row decision) {
        byte[] text = decision.getString("text").getBytes(StandardCharsets.US_ASCII);
        if (officers.verify(jws, text) instanceof Verdict.Rejected rejected) {
            throw new Refusal(ProblemCode.DECISION_INVALID, rejected.reason(), Map.of("check", rejected.check()));
        }
        return Sql.update(
                        connection,
                        "INSERT INTO decision_signature (election, sequence, signer, jws)"
                                + " VALUES (#{election}, #{sequence}, #{signer}, #{jws})"
                                + " ON CONFLICT (election, sequence, signer) DO NOTHING",
                        Map.of("election", id, "sequence", number, "signer", signer(jws), "jws", jws))
                .map(true);
    }

    private static String signer(String jws) {
        try {
            return DetachedJws.keyId(jws);
        } catch (MalformedException e) {
            throw new IllegalStateException("was verified", e);
        }
    }

    private static void requireInTime(Row decision, String now) {
        if (decision.getString("state").equals("expired")
                || decision.getString("not_after").compareTo(now) < 0) {
            throw new Refusal(ProblemCode.DECISION_INVALID, "the request has ended: ask again");
        }
    }

    private static Future<Row> find(SqlConnection connection, String election, long number) {
        return Sql.query(
                        connection,
                        "SELECT * FROM decision WHERE election = #{election} AND sequence = #{sequence}",
                        Map.of("election", election, "sequence", number))
                .map(rows -> Store.first(rows)
                        .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "no decision " + number)));
    }

    /** While it is pending, only signatures count that hold: over its text as it is, by officers in office. */
    private Future<Standing> standing(String election, long number) {
        return elections
                .find(election)
                .compose(row -> store.query(
                                "SELECT * FROM decision WHERE election = #{election} AND sequence = #{sequence}",
                                Map.of("election", election, "sequence", number))
                        .map(rows -> rows.iterator().next())
                        .compose(decision -> {
                            String state = decision.getString("state");
                            return state.equals("pending")
                                    ? Officers.inOffice(store.reader(), election, manifests.of(row))
                                            .compose(officers -> Signatures.holding(store.reader(), decision, officers))
                                            .map(holding -> new Standing(state, holding.size()))
                                    : count(election, number).map(signatures -> new Standing(state, signatures));
                        }));
    }

    private Future<Integer> count(String election, long number) {
        return store.query(
                        "SELECT COUNT(*) AS signatures FROM decision_signature"
                                + " WHERE election = #{election} AND sequence = #{sequence}",
                        Map.of("election", election, "sequence", number))
                .map(rows -> rows.iterator().next().getLong("signatures").intValue());
    }
}
