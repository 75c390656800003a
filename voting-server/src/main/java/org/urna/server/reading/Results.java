// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Store;

/** The results that stand on the board. */
final class Results {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;

    Results(Store store, Elections elections, Manifests manifests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
    }

    /** All results with the index of their entry; an empty list until they are published. Fails with {@code not-found}. */
    Future<ObjectNode> json(String election) {
        return elections
                .find(election)
                .compose(row -> answer(election, Elections.draft(row).path("title")));
    }

    /** The same as a table; only its head until there are results. Fails with {@code not-found}. */
    Future<String> csv(String election) {
        return elections
                .find(election)
                .compose(row -> Manifests.isDraft(row)
                        ? Future.succeededFuture(ResultsCsv.HEAD)
                        : answer(election, StrictJson.object())
                                .map(answer -> ResultsCsv.write(manifests.of(row), answer.path("results"))));
    }

    private Future<ObjectNode> answer(String election, JsonNode title) {
        return store.query(
                        "SELECT type, position, bytes FROM log_entry WHERE election = #{election}"
                                + " AND type IN ('result', 'final') ORDER BY position",
                        Map.of("election", election))
                .map(rows -> {
                    ObjectNode answer = StrictJson.object();
                    answer.put("election", election);
                    answer.set("title", title);
                    answer.put("final", false);
                    ArrayNode results = answer.putArray("results");
                    for (Row row : rows) {
                        if (row.getString("type").equals("final")) {
                            answer.put("final", true);
                            answer.put("finalEntry", row.getLong("position"));
                        } else {
                            results.addObject()
                                    .put("index", row.getLong("position"))
                                    .set("result", entry(row).path("result"));
                        }
                    }
                    return answer;
                });
    }

    private static JsonNode entry(Row row) {
        return StrictJson.readStored(new String(Store.bytes(row, "bytes"), StandardCharsets.US_ASCII));
    }
}
