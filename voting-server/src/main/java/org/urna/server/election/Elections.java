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
import java.util.List;
import java.util.Map;
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
        return vertx.<Void>executeBlocking(() -> {
                    drafts.check(id, draft);
                    keys.create(id);
                    return null;
                })
                .compose(done -> store.transaction(connection -> store.now(connection)
                        .compose(now -> Sql.update(
                                connection,
                                "INSERT INTO election (id, state, created, draft) VALUES (#{id}, #{state}, #{created}, #{draft})",
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
                            return Sql.update(
                                    connection,
                                    "UPDATE election SET draft = #{draft} WHERE id = #{id}",
                                    Map.of("id", id, "draft", text(draft)));
                        })))
                .mapEmpty();
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

    /** All elections, newest first, as the API lists them. */
    public Future<ArrayNode> list() {
        return store.query("SELECT * FROM election ORDER BY created DESC, id", Map.of())
                .map(rows -> {
                    ArrayNode list = StrictJson.array();
                    rows.forEach(row -> {
                        ObjectNode each = list.addObject();
                        each.put("election", row.getString("id"));
                        each.set("title", draft(row).path("title"));
                        each.put("state", row.getString("state"));
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
                    schedule(answer, row);
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
            answer.put(time, inForce == null ? planned.path(time).asText() : inForce);
        }
    }

    private static void putIfPresent(ObjectNode answer, String member, Row row, String column) {
        String value = row.getString(column);
        if (value != null) {
            answer.put(member, value);
        }
    }

    /** The languages of an election, the most important first. */
    public static List<String> languages(Row row) {
        return DraftReader.languages(draft(row));
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
