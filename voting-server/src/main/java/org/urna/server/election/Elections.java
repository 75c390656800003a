// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.ElectionId;
import org.urna.server.json.StrictJson;
import org.urna.server.keys.KeyStore;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Elections: made from a draft, listed, described. */
public final class Elections {

    private final Vertx vertx;
    private final Store store;
    private final KeyStore keys;
    private final Drafts drafts;
    private final Entropy entropy;

    public Elections(Vertx vertx, Store store, KeyStore keys, Drafts drafts, Entropy entropy) {
        this.vertx = vertx;
        this.store = store;
        this.keys = keys;
        this.drafts = drafts;
        this.entropy = entropy;
    }

    /**
     * Makes an election, its keys first: an election without keys would be of no use, keys without an election do no harm.
     *
     * @return its id; fails with {@code draft-invalid}
     */
    public Future<String> create(JsonNode draft) {
        String id = ElectionId.random(entropy).hex();
        return create(id, draft, () -> drafts.check(id, draft));
    }

    /**
     * The same for a draft that may be incomplete.
     *
     * @return its id; fails with {@code draft-invalid} if what is there has not its form, or there is no title
     */
    public Future<String> begin(JsonNode draft) {
        return create(ElectionId.random(entropy).hex(), draft, () -> checkIncomplete(draft));
    }

    private void checkIncomplete(JsonNode draft) {
        drafts.checkForm(draft);
        if (draft.path("title").isEmpty()) {
            throw Drafts.refused(List.of(new DraftProblem("/title", "required", "an election is found by its title")));
        }
    }

    private Future<String> create(String id, JsonNode draft, Runnable check) {
        return vertx.<Void>executeBlocking(() -> {
                    check.run();
                    keys.create(id);
                    return null;
                })
                .compose(done -> store.transaction(connection -> store.now(connection)
                        .compose(now -> Sql.update(
                                connection,
                                "INSERT INTO election (id, state, created, draft, draft_saved)"
                                        + " VALUES (#{id}, #{state}, #{created}, #{draft}, #{created})",
                                Map.of(
                                        "id", id,
                                        "state", ElectionState.DRAFT.toString(),
                                        "created", now.toString(),
                                        "draft", text(draft))))))
                .map(id);
    }

    /** Replaces the draft; fails with {@code draft-invalid}, {@code not-found} or {@code wrong-state}. */
    public Future<Void> replaceDraft(String id, JsonNode draft) {
        return vertx.<Void>executeBlocking(() -> {
                    drafts.check(id, draft);
                    return null;
                })
                .compose(checked ->
                        store.transaction(connection -> lock(connection, id).compose(row -> {
                            state(row).require(ElectionState.DRAFT);
                            return write(connection, row, draft);
                        })))
                .mapEmpty();
    }

    /**
     * Changes a draft that may stay incomplete, unless somebody else has changed it since.
     *
     * @param version that the change was made from
     * @param change gives the new draft
     * @return the new version; fails with {@code draft-changed}, {@code draft-invalid}, {@code not-found} or {@code wrong-state}
     */
    public Future<Long> saveDraft(String id, long version, UnaryOperator<JsonNode> change) {
        return store.transaction(connection -> lock(connection, id).compose(row -> {
            state(row).require(ElectionState.DRAFT);
            if (version(row) != version) {
                throw new Refusal(
                        ProblemCode.DRAFT_CHANGED,
                        "the draft was saved by somebody else after it was read here",
                        Map.of("version", version(row)));
            }
            return saveDraft(connection, row, change);
        }));
    }

    /** Changes a draft in a transaction that has locked its row; gives the new version. */
    public Future<Long> saveDraft(SqlConnection connection, Row row, UnaryOperator<JsonNode> change) {
        state(row).require(ElectionState.DRAFT);
        return vertx.executeBlocking(() -> {
                    JsonNode draft = change.apply(draft(row));
                    checkIncomplete(draft);
                    return draft;
                })
                .compose(draft -> write(connection, row, draft));
    }

    private Future<Long> write(SqlConnection connection, Row row, JsonNode draft) {
        long version = version(row) + 1;
        return store.now(connection)
                .compose(now -> Sql.update(
                        connection,
                        "UPDATE election SET draft = #{draft}, draft_version = #{version}, draft_saved = #{now}"
                                + " WHERE id = #{id}",
                        Map.of(
                                "id",
                                row.getString("id"),
                                "draft",
                                text(draft),
                                "version",
                                version,
                                "now",
                                now.toString())))
                .map(version);
    }

    /** How often the draft in an election's row was saved: what one who saves it again must have seen. */
    public static long version(Row row) {
        return row.getLong("draft_version");
    }

    /** Locks the row of an election until the transaction ends; fails with {@code not-found}. */
    public Future<Row> lock(SqlConnection connection, String id) {
        return store.lockElection(connection, id).map(row -> row.orElseThrow(() -> unknown(id)));
    }

    /** The row of an election, not locked; fails with {@code not-found}. */
    public Future<Row> find(String id) {
        return store.first("SELECT * FROM election WHERE id = #{id}", Map.of("id", id))
                .map(row -> row.orElseThrow(() -> unknown(id)));
    }

    /** The state in an election's row. */
    public static ElectionState state(Row row) {
        return ElectionState.of(row.getString("state"));
    }

    /**
     * Takes an election from its state to the next one.
     *
     * @param row as locked in this transaction; fails with {@code wrong-state} if there is no such step
     */
    public Future<Void> step(SqlConnection connection, Row row, ElectionState target) {
        state(row).requireStepTo(target);
        return Sql.update(
                        connection,
                        "UPDATE election SET state = #{state} WHERE id = #{id}",
                        Map.of("id", row.getString("id"), "state", target.toString()))
                .mapEmpty();
    }

    /** All elections that are public, newest first, as the API lists them. */
    public Future<ArrayNode> list() {
        return store.query("SELECT * FROM election WHERE state <> 'draft' ORDER BY created DESC, id", Map.of())
                .map(rows -> {
                    ArrayNode list = StrictJson.array();
                    rows.forEach(row -> {
                        ObjectNode each = list.addObject();
                        each.put("election", row.getString("id"));
                        each.set("title", draft(row).path("title"));
                        each.put("state", row.getString("state"));
                        each.put("rehearsal", draft(row).path("rehearsal").asBoolean(false));
                        schedule(each, row);
                        each.put("ballots", row.getLong("ballots"));
                    });
                    return list;
                });
    }

    /** One election as the API describes it; fails with {@code not-found}. */
    public Future<ObjectNode> describe(String id) {
        return find(id).compose(row -> boardKey(row)
                .compose(boardKey -> store.now().map(now -> {
                    ObjectNode answer = StrictJson.object();
                    JsonNode draft = draft(row);
                    answer.put("election", id);
                    answer.set("title", draft.path("title"));
                    answer.put("state", row.getString("state"));
                    answer.put("rehearsal", draft.path("rehearsal").asBoolean(false));
                    answer.put("door", !draft.path("door").isEmpty());
                    schedule(answer, row);
                    if (hasSeparateRegistrar(row)) {
                        answer.put("registrar", "separate");
                    }
                    if (row.getString("halted") != null && state(row) == ElectionState.OPEN) {
                        ObjectNode halted = answer.putObject("halted");
                        halted.put("since", row.getString("halted"));
                        halted.set("text", StrictJson.readStored(row.getString("halted_text")));
                    }
                    putIfPresent(answer, "M", row, "manifest_hash");
                    if (row.getInteger("attempt") > 0) {
                        answer.put("attempt", row.getInteger("attempt"));
                    }
                    putIfPresent(answer, "T", row, "transcript");
                    putIfPresent(answer, "E", row, "setup_hash");
                    if (row.getLong("entries") > 0) {
                        answer.put("entries", row.getLong("entries"));
                        answer.put("ballots", row.getLong("ballots"));
                        answer.put("board", "/e/" + id + "/board/");
                        answer.put("boardKey", boardKey);
                    }
                    answer.put("now", EntryTime.of(now));
                    return answer;
                })));
    }

    private Future<String> boardKey(Row row) {
        return vertx.executeBlocking(() ->
                drafts.keys(row.getString("id"), draft(row)).board().publicKey().toString());
    }

    private static void schedule(ObjectNode answer, Row row) {
        JsonNode planned = draft(row).path("schedule");
        for (String time : new String[] {"opens", "closes"}) {
            String inForce = row.getString(time);
            if (inForce != null || planned.has(time)) {
                answer.put(time, inForce == null ? planned.path(time).asText() : inForce);
            }
        }
    }

    private static void putIfPresent(ObjectNode answer, String member, Row row, String column) {
        String value = row.getString(column);
        if (value != null) {
            answer.put(member, value);
        }
    }

    /** Whether a registrar apart from this server makes the voting codes of an election. */
    public static boolean hasSeparateRegistrar(Row row) {
        return draft(row).path("registrar").path("mode").asText("server").equals("separate");
    }

    /** The languages of an election, the most important first. */
    public static List<String> languages(Row row) {
        return DraftReader.languages(draft(row));
    }

    /** Ids of the ballot styles whose codes are handed out at the door. */
    public static Set<String> atTheDoor(Row row) {
        Set<String> styles = new HashSet<>();
        draft(row).path("door").forEach(style -> styles.add(style.asText()));
        return styles;
    }

    /** The draft in an election's row. */
    public static JsonNode draft(Row row) {
        return StrictJson.readStored(row.getString("draft"));
    }

    private static String text(JsonNode draft) {
        return new String(StrictJson.write(draft), StandardCharsets.UTF_8);
    }

    private static Refusal unknown(String id) {
        return new Refusal(ProblemCode.NOT_FOUND, "no election " + id);
    }
}
