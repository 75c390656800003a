// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.threshold.CeremonyBoard;
import org.urna.crypto.threshold.JointKey;
import org.urna.server.board.BoardEntries;
import org.urna.server.board.BoardLog;
import org.urna.server.ceremony.AttemptBoard;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/** Drafts decisions for officers to sign: staff say what, the server writes the exact text and fills in what only it knows. */
public final class DecisionDrafts {

    /** The number of the next decision, in column {@code next}. */
    static final String NEXT =
            "SELECT COALESCE(MAX(sequence), 0) + 1 AS next FROM decision WHERE election = #{election}";

    private static final Duration STANDS = Duration.ofDays(7);

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final BoardLog boards;
    private final CryptoPool proofs;
    private final List<Action.BoothFile> booth;
    private final DecisionRequests requests;

    /** @param booth the files that this server gives to voters, ascending by path */
    public DecisionDrafts(
            Store store,
            Elections elections,
            Manifests manifests,
            BoardLog boards,
            CryptoPool proofs,
            List<Action.BoothFile> booth,
            DecisionRequests requests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.boards = boards;
        this.proofs = proofs;
        this.booth = List.copyOf(booth);
        this.requests = requests;
    }

    /**
     * A decision that awaits signatures.
     *
     * @param number its sequence
     * @param decision the exact text
     */
    public record Drafted(long number, String decision) {}

    /**
     * Drafts a decision.
     *
     * @param request {@code action}, {@code reason}, and where wanted {@code arguments}, {@code notBefore}, {@code notAfter}
     * @param by who asks for it
     * @return fails with {@code decision-invalid}, {@code wrong-state} or {@code not-found}
     */
    public Future<Drafted> draft(String election, JsonNode request, RequestedBy by) {
        return store.transaction(
                connection -> elections.lock(connection, election).compose(row -> draft(connection, row, request, by)));
    }

    /**
     * The same within a transaction.
     *
     * @param election its row, locked
     */
    public Future<Drafted> draft(SqlConnection connection, Row election, JsonNode request, RequestedBy by) {
        String id = election.getString("id");
        return text(connection, election, request)
                .compose(decision -> insert(connection, id, decision))
                .compose(drafted ->
                        requests.asked(connection, id, drafted.number(), by).map(drafted));
    }

    private Future<Decision> text(SqlConnection connection, Row election, JsonNode request) {
        ElectionState state = Elections.state(election);
        EntryType action = EntryType.valueOf(
                request.path("action").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
        ActionRules.require(action, state);
        ActionRules.requireOfStaff(action, election);
        return store.now(connection)
                .compose(now -> sequence(connection, election.getString("id")).compose(sequence -> {
                    String from = request.path("notBefore").asText(EntryTime.of(now));
                    String until = request.path("notAfter").asText(EntryTime.of(now.plus(STANDS)));
                    if (until.compareTo(from) < 0) {
                        throw invalid("notAfter is before notBefore");
                    }
                    Decision asked = decision(election, action, request, sequence, from, until);
                    return action == EntryType.SETUP
                            ? setup(connection, election, asked)
                            : Future.succeededFuture(asked);
                }));
    }

    private Decision decision(
            Row election, EntryType action, JsonNode request, long sequence, String from, String until) {
        // The setup's arguments are the server's; a text of another action gives the rest of its form.
        String form = action == EntryType.SETUP ? EntryType.VOID.code() : action.code();
        JsonNode arguments = request.has("arguments") ? request.get("arguments") : standard(action);
        try {
            return DecisionText.of(
                    ActionRules.isUnsealed(election) ? "M" : "E",
                    ActionRules.anchor(election).hex(),
                    form,
                    arguments,
                    sequence,
                    from,
                    until,
                    request.path("reason").asText());
        } catch (MalformedException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Arguments that only the server knows; none for what has none, or has to be said. */
    private JsonNode standard(EntryType action) {
        ObjectNode arguments = StrictJson.object();
        if (action == EntryType.BOOTH_CHANGED) {
            ArrayNode files = arguments.putArray("booth");
            booth.forEach(file -> files.addObject()
                    .put("path", file.path())
                    .put("sha256", file.sha256().hex()));
        }
        return arguments;
    }

    private static Refusal invalid(String reason) {
        return new Refusal(ProblemCode.DECISION_INVALID, reason);
    }

    private static Future<Long> sequence(SqlConnection connection, String election) {
        return Sql.query(connection, NEXT, Map.of("election", election))
                .map(rows -> rows.iterator().next().getLong("next"));
    }

    private Future<Decision> setup(SqlConnection connection, Row election, Decision form) {
        String id = election.getString("id");
        Manifest manifest = manifests.of(election);
        long size = election.getLong("entries");
        return BoardEntries.afterLatest(connection, id, EntryType.MANIFEST)
                .compose(entries -> proofs.run(() -> AttemptBoard.replay(manifest, election, ceremony(entries))))
                .compose(board -> boards.root(connection, id, size).map(root -> {
                    Action.Setup setup = setup(manifest, board, size, Hash.of(root.bytes()));
                    return new Decision(
                            Decision.Anchor.M,
                            form.anchor(),
                            setup,
                            form.sequence(),
                            form.notBefore(),
                            form.notAfter(),
                            form.reason());
                }));
    }

    private static List<Entry> ceremony(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.type() != EntryType.CREDENTIALS)
                .toList();
    }

    private Action.Setup setup(Manifest manifest, CeremonyBoard board, long size, Hash root) {
        JointKey key = board.key().orElseThrow();
        return new Action.Setup(
                board.attempt().number(),
                board.transcript().orElseThrow(),
                size,
                root,
                key.y(),
                key.v(),
                Math.toIntExact(manifest.maxBallotBytes()),
                booth);
    }

    private static Future<Drafted> insert(SqlConnection connection, String election, Decision decision) {
        String text = new String(decision.write(), StandardCharsets.US_ASCII);
        return Sql.update(
                        connection,
                        "INSERT INTO decision (election, sequence, action, text, not_before, not_after, state)"
                                + " VALUES (#{election}, #{sequence}, #{action}, #{text}, #{from}, #{until}, 'pending')",
                        Map.of(
                                "election", election,
                                "sequence", decision.sequence(),
                                "action", decision.type().code(),
                                "text", text,
                                "from", time(decision.notBefore()),
                                "until", time(decision.notAfter())))
                .map(new Drafted(decision.sequence(), text));
    }

    private static String time(Instant time) {
        return EntryTime.of(time);
    }
}
