// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import org.urna.server.json.StrictJson;

/**
 * An import as the database has it.
 *
 * @param id of the upload
 * @param stalled whether nobody has said for long that they work on it, although somebody should
 * @param survey kind, sheets and proposal, as JSON; empty before the file is there
 */
record ImportRecord(
        String election,
        String id,
        String file,
        long bytes,
        ImportState state,
        boolean stalled,
        String survey,
        String settings,
        String terms,
        long rowsRead,
        double progress,
        String summary,
        String failure) {

    /** Whoever works on an import says so at least this often, unless the database keeps them waiting. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private static final double THOUSANDTHS = 1_000;

    /** @param row with a column {@code now}, the database's time */
    static ImportRecord of(Row row) {
        ImportState state = ImportState.of(row.getString("state"));
        Instant touched = Instant.parse(row.getString("touched"));
        boolean silent = touched.plus(SILENCE).isBefore(Instant.parse(row.getString("now")));
        return new ImportRecord(
                row.getString("election"),
                row.getString("id"),
                row.getString("file"),
                row.getLong("bytes"),
                state,
                state.isBusy() && silent,
                row.getString("survey"),
                row.getString("settings"),
                row.getString("terms"),
                row.getLong("rows_read"),
                row.getInteger("progress") / THOUSANDTHS,
                row.getString("summary"),
                row.getString("failure"));
    }

    ImportRecord in(ImportState target) {
        return new ImportRecord(
                election, id, file, bytes, target, false, survey, settings, terms, rowsRead, 0, summary, failure);
    }

    /** Whether somebody works on it and must not be disturbed. */
    boolean isBusy() {
        return state.isBusy() && !stalled;
    }

    /** As the API shows it. */
    ObjectNode json() {
        ObjectNode json = StrictJson.object();
        json.put("import", id);
        json.put("file", file);
        json.put("bytes", bytes);
        json.put("state", stalled ? ImportState.FAILED.toString() : state.toString());
        json.put("busy", isBusy());
        json.put("rowsRead", rowsRead);
        json.put("progress", progress);
        put(json, "survey", survey);
        put(json, "settings", settings);
        put(json, "summary", summary);
        put(json, "failure", failure);
        if (stalled) {
            json.set(
                    "failure",
                    StrictJson.tree(new RollRemark(0, "", "stopped", "the server stopped at it: begin again")));
        }
        return json;
    }

    private static void put(ObjectNode json, String member, String stored) {
        if (!stored.isEmpty()) {
            JsonNode value = StrictJson.readStored(stored);
            json.set(member, value);
        }
    }
}
