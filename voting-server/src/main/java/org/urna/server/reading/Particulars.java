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

/** What pages need of an election before they read its board: where manifest and set-up stand, and what officers have announced since. */
final class Particulars {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;

    Particulars(Store store, Elections elections, Manifests manifests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
    }

    /** Adds them to a description; members of what does not exist yet are left out. */
    Future<ObjectNode> addTo(ObjectNode description, String election) {
        return elections.find(election).compose(row -> {
            ArrayNode languages = description.putArray("languages");
            Elections.languages(row).forEach(languages::add);
            if (Manifests.isDraft(row)) {
                return Future.succeededFuture(description);
            }
            description.put("electors", manifests.of(row).roll().size());
            return places(description, election).compose(done -> announcements(description, election));
        });
    }

    private Future<Void> places(ObjectNode description, String election) {
        return store.query(
                        "SELECT type, MAX(position) AS place FROM log_entry"
                                + " WHERE election = #{election} AND type IN ('manifest', 'setup') GROUP BY type",
                        Map.of("election", election))
                .map(rows -> {
                    rows.forEach(row -> description.put(row.getString("type") + "Index", row.getLong("place")));
                    return null;
                });
    }

    private Future<ObjectNode> announcements(ObjectNode description, String election) {
        return store.query(
                        "SELECT type, position, time, bytes FROM log_entry WHERE election = #{election}"
                                + " AND type IN ('candidate-withdrawn', 'notice') ORDER BY position",
                        Map.of("election", election))
                .map(rows -> {
                    ArrayNode withdrawn = description.putArray("withdrawn");
                    ArrayNode notices = description.putArray("notices");
                    for (Row row : rows) {
                        JsonNode arguments = arguments(row);
                        if (row.getString("type").equals("notice")) {
                            ObjectNode notice = notices.addObject();
                            notice.put("index", row.getLong("position"));
                            notice.put("time", row.getString("time"));
                            notice.set("text", arguments.path("text"));
                        } else {
                            withdrawn.add(arguments);
                        }
                    }
                    return description;
                });
    }

    private static JsonNode arguments(Row row) {
        String entry = new String(Store.bytes(row, "bytes"), StandardCharsets.US_ASCII);
        return StrictJson.readStored(entry).path("decision").path("arguments");
    }
}
