// SPDX-License-Identifier: Apache-2.0
package org.urna.server.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** For how many days what names people is kept: a standard of the organisation, and what elections have of their own. */
public final class Retentions {

    /** The most days that can be set: ten years. */
    public static final int MOST_DAYS = 3650;

    private static final String STANDARD = "";

    private final Store store;
    private final Elections elections;

    public Retentions(Store store, Elections elections) {
        this.store = store;
        this.elections = elections;
    }

    /** The organisation's standard: days by what is kept. */
    public Future<ObjectNode> standard() {
        return row(STANDARD).map(row -> {
            ObjectNode json = StrictJson.object();
            for (Kind kind : Kind.values()) {
                json.put(kind.code(), days(kind, Optional.empty(), row));
            }
            return json;
        });
    }

    /** Of one election: days, whether they are its own, when that is (if it can be known already), and when it was done. */
    public Future<ObjectNode> of(String election) {
        return elections
                .find(election)
                .compose(found -> row(STANDARD)
                        .compose(standard -> row(election)
                                .compose(own -> done(election)
                                        .compose(done -> starts(election).map(starts -> {
                                            ObjectNode json = StrictJson.object();
                                            for (Kind kind : Kind.values()) {
                                                kind(json.putObject(kind.code()), kind, own, standard, starts, done);
                                            }
                                            return json;
                                        })))));
    }

    private static void kind(
            ObjectNode json,
            Kind kind,
            Optional<Row> own,
            Optional<Row> standard,
            Map<String, String> starts,
            Map<String, String> done) {
        int days = days(kind, own, standard);
        json.put("days", days);
        json.put("own", own(kind, own) != null);
        String start = starts.get(kind.from);
        if (start != null) {
            json.put("due", due(start, days));
        }
        if (done.containsKey(kind.code())) {
            json.put("done", done.get(kind.code()));
        }
    }

    /** The day from which on it is erased. */
    static String due(String start, int days) {
        return Instant.parse(start).plus(days, ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private static @Nullable Integer own(Kind kind, Optional<Row> row) {
        return row.isEmpty() ? null : row.get().getInteger(kind.code());
    }

    static int days(Kind kind, Optional<Row> own, Optional<Row> standard) {
        Integer set = own(kind, own);
        if (set == null) {
            set = own(kind, standard);
        }
        return set == null ? kind.standard : set;
    }

    Future<Optional<Row>> row(String election) {
        return store.first("SELECT * FROM retention WHERE election = #{election}", Map.of("election", election));
    }

    private Future<Map<String, String>> done(String election) {
        return store.query(
                        "SELECT what, day FROM retention_done WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, String> done = new HashMap<>();
                    rows.forEach(row -> done.put(row.getString("what"), row.getString("day")));
                    return done;
                });
    }

    /** Times of the entries from which days are counted, by their type. */
    Future<Map<String, String>> starts(String election) {
        return store.query(
                        "SELECT type, time FROM log_entry WHERE election = #{election} AND type IN ('close', 'map-destroyed', 'void')",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, String> starts = new HashMap<>();
                    for (Row row : rows) {
                        // An election that was abandoned has no close.
                        String type = row.getString("type").equals("void") ? "close" : row.getString("type");
                        starts.putIfAbsent(type, row.getString("time"));
                    }
                    return starts;
                });
    }

    /**
     * Sets days; what is left out is the standard.
     *
     * @param election empty for the standard itself
     * @return fails with {@code not-found}
     */
    public Future<Void> set(String election, JsonNode days) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        for (Kind kind : Kind.values()) {
            values.put(
                    kind.code(), days.has(kind.code()) ? days.path(kind.code()).asInt() : null);
        }
        Future<?> known = election.isEmpty() ? Future.succeededFuture() : elections.find(election);
        return known.compose(found -> store.transaction(connection -> Sql.update(
                        connection,
                        "INSERT INTO retention (election, imports, roll, complaints)"
                                + " VALUES (#{election}, #{imports}, #{roll}, #{complaints}) ON CONFLICT (election) DO UPDATE SET"
                                + " imports = excluded.imports, roll = excluded.roll, complaints = excluded.complaints",
                        values)
                .mapEmpty()));
    }
}
