// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.Map;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/** Elections being set up: begun with little more than a title, saved step by step, left and resumed. */
public final class SetUps {

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;

    public SetUps(Vertx vertx, Store store, Elections elections) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
    }

    /**
     * A draft as it stands.
     *
     * @param version to name when saving it
     */
    public record Saved(JsonNode draft, long version) {}

    /** Begins an election; fails with {@code draft-invalid}. */
    public Future<String> begin(JsonNode draft) {
        return elections.begin(draft);
    }

    /** The draft of an election, also once it is frozen; fails with {@code not-found}. */
    public Future<Saved> read(String election) {
        return elections.find(election).map(row -> new Saved(Elections.draft(row), Elections.version(row)));
    }

    /**
     * Saves a step.
     *
     * @param version that the step was made from
     * @param patch JSON Merge Patch (RFC 7396)
     * @return the new version; fails with {@code draft-changed}, {@code draft-invalid}, {@code wrong-state} or {@code not-found}
     */
    public Future<Long> save(String election, long version, JsonNode patch) {
        if (!patch.isObject()) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "a patch of a draft is an object");
        }
        return elections.saveDraft(election, version, draft -> MergePatch.apply(draft, patch));
    }

    /** All elections that are still drafts, the one saved last first. */
    public Future<ArrayNode> list() {
        return store.query(
                        "SELECT * FROM election WHERE state = #{state} ORDER BY draft_saved DESC, id",
                        Map.of("state", ElectionState.DRAFT.toString()))
                .compose(rows -> vertx.executeBlocking(() -> {
                    ArrayNode list = StrictJson.array();
                    rows.forEach(row -> list.add(listed(row)));
                    return list;
                }));
    }

    private static ObjectNode listed(Row row) {
        JsonNode draft = Elections.draft(row);
        ObjectNode each = StrictJson.object();
        each.put("election", row.getString("id"));
        each.set("title", draft.path("title"));
        each.put("rehearsal", draft.path("rehearsal").asBoolean(false));
        each.put("version", Elections.version(row));
        each.put("saved", row.getString("draft_saved"));
        return each;
    }
}
