// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.server.credential.RegistrarSignature;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Takes what a registrar who works apart from the server asks officers to decide: new credentials for old, and that the map is destroyed. The
 * registrar writes the exact text and signs it; officers sign the same text.
 */
public final class RegistrarRequests {

    /** By this name the request stands among those of staff, with no account. */
    public static final String ASKED_BY = "registrar";

    private static final Set<EntryType> ACTIONS = EnumSet.of(EntryType.CREDENTIAL_REPLACED, EntryType.MAP_DESTROYED);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final DecisionRequests requests;

    RegistrarRequests(Store store, Elections elections, Manifests manifests, DecisionRequests requests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.requests = requests;
    }

    /**
     * A request that is taken.
     *
     * @param number the decision's sequence
     * @param known whether the same text had been taken before
     */
    public record Asked(long number, boolean known) {}

    /**
     * Takes a request. The same text again is answered alike.
     *
     * @param text of the decision, in its canonical writing
     * @param signature the registrar's, detached, of type {@code urna-registrar}
     * @return fails with {@code decision-invalid}; with {@code wrong-state} and the free number as a member of the problem if the text has
     *     another; or with {@code not-found}
     */
    public Future<Asked> ask(String election, String text, String signature) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> known(connection, election, text)
                        .compose(known -> known.isPresent()
                                ? Future.succeededFuture(new Asked(known.get(), true))
                                : ask(connection, row, text, signature))));
    }

    private static Future<Optional<Long>> known(SqlConnection connection, String election, String text) {
        return Sql.query(
                        connection,
                        "SELECT sequence FROM decision WHERE election = #{election} AND text = #{text}"
                                + " AND registrar IS NOT NULL",
                        Map.of("election", election, "text", text))
                .map(rows -> Store.first(rows).map(row -> row.getLong("sequence")));
    }

    private Future<Asked> ask(SqlConnection connection, Row election, String text, String signature) {
        String id = election.getString("id");
        Decision decision = read(text);
        judge(election, decision, text, signature);
        return store.now(connection)
                .compose(now -> {
                    requireTimes(decision, now);
                    return next(connection, id);
                })
                .compose(next -> {
                    if (decision.sequence() != next) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE,
                                "the next decision of this election has number " + next,
                                Map.of("next", next));
                    }
                    return insert(connection, id, decision, text, signature);
                })
                .compose(done -> requests.asked(connection, id, decision.sequence(), new RequestedBy("", ASKED_BY)))
                .map(new Asked(decision.sequence(), false));
    }

    private static Decision read(String text) {
        try {
            return Decision.read(text.getBytes(StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private void judge(Row election, Decision decision, String text, String signature) {
        if (!ACTIONS.contains(decision.type())) {
            throw invalid("a registrar does not ask for " + decision.type().code());
        }
        ActionRules.require(decision.type(), Elections.state(election));
        Manifest manifest = manifests.of(election);
        if (!manifest.registrar().isSeparate()) {
            throw invalid("this server is the registrar of this election");
        }
        if (!decision.anchor().equals(ActionRules.anchor(election))) {
            throw invalid("the decision is about another election");
        }
        String unused = RegistrarSignature.require(manifest, signature, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void requireTimes(Decision decision, Instant now) {
        if (decision.notAfter().isBefore(now) || decision.notAfter().isBefore(decision.notBefore())) {
            throw invalid("the request has ended already");
        }
        if (decision.notAfter().isAfter(now.plus(LONGEST))) {
            throw invalid("a request ends within " + LONGEST.toDays() + " days");
        }
    }

    private static Future<Long> next(SqlConnection connection, String election) {
        return Sql.query(connection, DecisionDrafts.NEXT, Map.of("election", election))
                .map(rows -> rows.iterator().next().getLong("next"));
    }

    private static Future<Integer> insert(
            SqlConnection connection, String election, Decision decision, String text, String signature) {
        return Sql.update(
                connection,
                "INSERT INTO decision (election, sequence, action, text, not_before, not_after, state, registrar)"
                        + " VALUES (#{election}, #{sequence}, #{action}, #{text}, #{from}, #{until}, 'pending', #{registrar})",
                Map.of(
                        "election", election,
                        "sequence", decision.sequence(),
                        "action", decision.type().code(),
                        "text", text,
                        "from", EntryTime.of(decision.notBefore()),
                        "until", EntryTime.of(decision.notAfter()),
                        "registrar", signature));
    }

    private static Refusal invalid(String reason) {
        return new Refusal(ProblemCode.DECISION_INVALID, reason);
    }
}
