// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Store;

/** Reads the audit trail: actions by what is looked for, the newest first; or all rows as they are, the oldest first. */
public final class TrailReader {

    /** Rows of one answer. */
    public static final int PAGE = 200;

    private static final String ACTIONS =
            "SELECT s.position, s.time, s.account, s.name, s.roles, s.operation, s.election, s.detail,"
                    + " s.hash, e.time AS ended, COALESCE(e.outcome, s.outcome) AS outcome, e.detail AS result"
                    + " FROM staff_action s LEFT JOIN staff_action e ON e.regards = s.position"
                    + " WHERE s.regards = 0 AND s.position < #{before} AND s.time >= #{from} AND s.time < #{to}"
                    + " AND (#{account} = '' OR s.account = #{account})"
                    + " AND (#{election} = '' OR s.election = #{election})"
                    + " AND (#{operation} = '' OR s.operation = #{operation})"
                    + " AND (#{outcome} = '' OR COALESCE(e.outcome, s.outcome) = #{outcome})"
                    + " AND (#{text} = '' OR LOWER(s.name || ' ' || s.operation || ' ' || s.detail || ' ' || COALESCE(e.detail, ''))"
                    + " LIKE #{text} ESCAPE '!')";

    private final Store store;

    public TrailReader(Store store) {
        this.store = store;
    }

    /**
     * What is looked for; an empty text stands for anything.
     *
     * @param before position below which to look
     * @param from time of the first row, inclusive
     * @param to time after the last row
     * @param text part of the name, the operation or the details, without regard to capitals
     */
    public record Wanted(
            long before,
            String from,
            String to,
            String account,
            String election,
            String operation,
            String outcome,
            String text) {}

    /** Up to {@link #PAGE} actions that are wanted and within reach of the reader, the newest first. */
    public Future<ObjectNode> actions(Account reader, Wanted wanted) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("before", wanted.before());
        parameters.put("from", wanted.from());
        parameters.put("to", wanted.to().isEmpty() ? "9999" : wanted.to());
        parameters.put("account", wanted.account());
        parameters.put("election", wanted.election());
        parameters.put("operation", wanted.operation());
        parameters.put("outcome", wanted.outcome());
        parameters.put("text", wanted.text().isEmpty() ? "" : "%" + escaped(wanted.text()) + "%");
        String sql = ACTIONS + reach(reader, parameters) + " ORDER BY s.position DESC LIMIT " + PAGE;
        return store.query(sql, parameters)
                .compose(rows -> store.first("SELECT length, hash FROM staff_trail WHERE id = 1", Map.of())
                        .map(end -> {
                            ObjectNode answer = StrictJson.object();
                            answer.put("length", end.orElseThrow().getLong("length"));
                            answer.put("hash", end.orElseThrow().getString("hash"));
                            ArrayNode actions = answer.putArray("actions");
                            rows.forEach(row -> actions.add(action(row)));
                            answer.put("more", actions.size() == PAGE);
                            return answer;
                        }));
    }

    /** Rows as they are hashed, the oldest first, from a position on; at most {@link #PAGE}. */
    public Future<List<Map<String, Object>>> rows(long from) {
        return store.query(
                        "SELECT * FROM staff_action WHERE position >= #{from} ORDER BY position LIMIT " + PAGE,
                        Map.of("from", from))
                .map(rows -> {
                    List<Map<String, Object>> list = new ArrayList<>();
                    rows.forEach(row -> list.add(columns(row)));
                    return list;
                });
    }

    /** The columns of a row that are hashed, with its hash and MAC. */
    static Map<String, Object> columns(Row row) {
        Map<String, Object> columns = new HashMap<>();
        for (String column : TrailChain.COLUMNS) {
            columns.put(
                    column,
                    column.equals("position") || column.equals("regards")
                            ? (Object) row.getLong(column)
                            : row.getString(column));
        }
        columns.put("hash", row.getString("hash"));
        columns.put("mac", row.getString("mac"));
        return columns;
    }

    /** Who is confined to some elections sees what is about them, and what they did themselves. */
    private static String reach(Account reader, Map<String, Object> parameters) {
        if (reader.elections().isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < reader.elections().size(); i++) {
            parameters.put("reach" + i, reader.elections().get(i));
            list.append(i == 0 ? "" : ", ").append("#{reach").append(i).append('}');
        }
        parameters.put("reader", reader.id());
        return " AND (s.election IN (" + list + ") OR s.account = #{reader})";
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    private static ObjectNode action(Row row) {
        ObjectNode action = StrictJson.object();
        action.put("position", row.getLong("position"));
        for (String column : List.of("time", "account", "name", "roles", "operation", "election", "outcome", "hash")) {
            action.put(column, row.getString(column));
        }
        action.set("detail", StrictJson.readStored(row.getString("detail")));
        if (row.getString("ended") != null) {
            action.put("ended", row.getString("ended"));
            action.set("result", StrictJson.readStored(row.getString("result")));
        }
        return action;
    }
}
