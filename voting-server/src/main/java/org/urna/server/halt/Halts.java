// SPDX-License-Identifier: Apache-2.0
package org.urna.server.halt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.server.decision.DecisionDrafts;
import org.urna.server.decision.RequestedBy;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Stops taking ballots at once, because a fault does not wait for two officers, and asks the officers at the same time for the notice that tells
 * it on the board. Ballots that were taken stand; the deadline passes as it would, unless officers extend it.
 */
public final class Halts {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final DecisionDrafts decisions;

    public Halts(Store store, Elections elections, Manifests manifests, DecisionDrafts decisions) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.decisions = decisions;
    }

    /**
     * Decisions that officers are asked for.
     *
     * @param notice number of the notice
     * @param extension number of the extension of the deadline, if it was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asked(long notice, @Nullable Long extension) {}

    /** Halts; fails with {@code wrong-state} unless ballots are being taken, or {@code decision-invalid} if the words are not in the manifest's languages. */
    public Future<Asked> halt(String election, JsonNode text, RequestedBy by) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.OPEN);
                    requireHalted(row, false);
                    requireLanguages(row, text);
                    return store.now(connection)
                            .compose(now -> set(connection, election, EntryTime.of(now), text))
                            .compose(done -> notice(connection, row, text, by))
                            .map(number -> new Asked(number, null));
                }));
    }

    /**
     * Takes ballots again.
     *
     * @param closes to which the deadline is to be extended; asks the officers for it
     * @return fails as {@link #halt} does
     */
    public Future<Asked> resume(String election, JsonNode text, Optional<String> closes, RequestedBy by) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.OPEN);
                    requireHalted(row, true);
                    requireLanguages(row, text);
                    return set(connection, election, null, null)
                            .compose(done -> notice(connection, row, text, by))
                            .compose(notice -> closes.isEmpty()
                                    ? Future.succeededFuture(new Asked(notice, null))
                                    : extension(connection, row, closes.get(), by)
                                            .map(number -> new Asked(notice, number)));
                }));
    }

    private static void requireHalted(Row election, boolean wanted) {
        if ((election.getString("halted") != null) != wanted) {
            throw new Refusal(ProblemCode.WRONG_STATE, wanted ? "casting is not halted" : "casting is halted already");
        }
    }

    private void requireLanguages(Row election, JsonNode text) {
        for (String language : manifests.of(election).languages()) {
            if (text.path(language).asText().isBlank()) {
                throw new Refusal(ProblemCode.DECISION_INVALID, "say it in " + language + " too");
            }
        }
    }

    private static Future<Void> set(
            SqlConnection connection, String election, @Nullable String since, @Nullable JsonNode text) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", election);
        values.put("since", since);
        values.put("text", text == null ? null : new String(StrictJson.write(text), StandardCharsets.UTF_8));
        return Sql.update(
                        connection,
                        "UPDATE election SET halted = #{since}, halted_text = #{text} WHERE id = #{id}",
                        values)
                .mapEmpty();
    }

    private Future<Long> notice(SqlConnection connection, Row election, JsonNode text, RequestedBy by) {
        ObjectNode arguments = StrictJson.object();
        ObjectNode ordered = arguments.putObject("text");
        manifests
                .of(election)
                .languages()
                .forEach(language ->
                        ordered.put(language, text.path(language).asText().strip()));
        return ask(connection, election, "notice", arguments, by);
    }

    private Future<Long> extension(SqlConnection connection, Row election, String closes, RequestedBy by) {
        return ask(
                connection, election, "deadline-extended", StrictJson.object().put("closes", closes), by);
    }

    private Future<Long> ask(
            SqlConnection connection, Row election, String action, ObjectNode arguments, RequestedBy by) {
        ObjectNode request = StrictJson.object();
        request.put("action", action).put("reason", "technical-fault");
        request.set("arguments", arguments);
        return decisions.draft(connection, election, request, by).map(DecisionDrafts.Drafted::number);
    }
}
