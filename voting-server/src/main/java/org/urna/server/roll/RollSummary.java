// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.util.Map;
import org.urna.server.json.StrictJson;

/**
 * What a check found, in numbers: {@code rows = accepted + rejected}.
 *
 * @param letters accepted rows whose code goes by post
 * @param removed members whom no accepted row has any more
 * @param undecided pairs of rows that may be one person in two classes, and that staff have to decide about
 * @param json the whole, as the API and the database have it
 */
record RollSummary(long rows, long accepted, long letters, long removed, long undecided, ObjectNode json) {

    static RollSummary of(Row counts, Map<String, Long> rejected, Map<String, Long> noted) {
        ObjectNode json = StrictJson.object();
        json.put("rows", counts.getLong("n"));
        json.put("accepted", counts.getLong("accepted"));
        json.put("rejected", counts.getLong("n") - counts.getLong("accepted"));
        for (String each : new String[] {"noted", "added", "changed", "removed", "letters", "undecided"}) {
            json.put(each, counts.getLong(each));
        }
        rejected.forEach(json.putObject("rejectedByRule")::put);
        noted.forEach(json.putObject("notedByRule")::put);
        return of(json);
    }

    static RollSummary of(JsonNode json) {
        return new RollSummary(
                json.path("rows").asLong(),
                json.path("accepted").asLong(),
                json.path("letters").asLong(),
                json.path("removed").asLong(),
                json.path("undecided").asLong(),
                (ObjectNode) json);
    }

    long rejected() {
        return rows - accepted;
    }
}
