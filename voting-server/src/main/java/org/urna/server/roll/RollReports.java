// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Store;
import org.urna.server.table.CsvLine;
import org.urna.server.work.Loop;

/** What the last check says of every row, and of members whom the file no longer has; in pages. */
public final class RollReports {

    /** Rows of a page of the API. */
    public static final int PAGE = 100;

    private static final int CSV_PAGE = 2_000;
    private static final int FIRST = 1_000;

    private static final Map<String, String> FILTERS = Map.of(
            "all", "1 = 1",
            "accepted", "outcome = 'accepted'",
            "rejected", "outcome = 'rejected'",
            "noted", "noted = 1",
            "added", "change = 'added'",
            "changed", "change = 'changed'");

    private static final String CSV_HEAD = "line,member_number,name,outcome,change,remark,rule,old,new,reason\r\n";

    private final Store store;
    private final Elections elections;

    RollReports(Store store, Elections elections) {
        this.store = store;
        this.elections = elections;
    }

    /** One row of the report: of the file, or a member who is removed. */
    private record Entry(Row row, List<Row> remarks) {}

    /**
     * A page of rows, in order of lines.
     *
     * @param show {@code all}, {@code accepted}, {@code rejected}, {@code noted}, {@code added}, {@code changed} or {@code removed}
     * @param after the line after which it begins; of removed members the id of their remark
     */
    public Future<ArrayNode> page(String election, String show, long after) {
        return elections
                .find(election)
                .compose(found -> entries(election, show, after, PAGE))
                .map(entries -> {
                    ArrayNode list = StrictJson.array();
                    entries.forEach(entry -> list.add(json(entry)));
                    return list;
                });
    }

    private Future<List<Entry>> entries(String election, String show, long after, int limit) {
        Map<String, Object> place = Map.of("election", election, "after", after, "limit", limit);
        if (show.equals("removed")) {
            return store.query(
                            "SELECT id, line, member_number, kind, rule, reason, old_value, new_value FROM roll_remark"
                                    + " WHERE election = #{election} AND kind = 'removed' AND id > #{after}"
                                    + " ORDER BY id LIMIT #{limit}",
                            place)
                    .map(rows -> list(rows, row -> new Entry(row, List.of(row))));
        }
        return store.query(
                        "SELECT line, member_number, name, outcome, change FROM roll_row WHERE election = #{election}"
                                + " AND line > #{after} AND " + FILTERS.getOrDefault(show, "1 = 1")
                                + " ORDER BY line LIMIT #{limit}",
                        place)
                .compose(rows -> remarks(election, list(rows, row -> row)));
    }

    private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> each) {
        List<T> list = new ArrayList<>();
        rows.forEach(row -> list.add(each.apply(row)));
        return list;
    }

    private Future<List<Entry>> remarks(String election, List<Row> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Map<String, Object> range = Map.of(
                "election", election,
                "from", rows.get(0).getInteger("line"),
                "to", rows.get(rows.size() - 1).getInteger("line"));
        return store.query(
                        "SELECT line, kind, rule, reason, old_value, new_value FROM roll_remark"
                                + " WHERE election = #{election} AND line >= #{from} AND line <= #{to} ORDER BY line, id",
                        range)
                .map(found -> {
                    Map<Integer, List<Row>> byLine = new HashMap<>();
                    found.forEach(row -> byLine.computeIfAbsent(row.getInteger("line"), none -> new ArrayList<>())
                            .add(row));
                    return rows.stream()
                            .map(row -> new Entry(row, byLine.getOrDefault(row.getInteger("line"), List.of())))
                            .toList();
                });
    }

    private static boolean isRemoved(Entry entry) {
        return entry.row().getColumnIndex("outcome") < 0;
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = StrictJson.object();
        Row row = entry.row();
        if (isRemoved(entry)) {
            json.put("cursor", row.getLong("id"));
            json.put("memberNumber", row.getString("member_number"));
            json.put("name", row.getString("old_value"));
            json.put("change", "removed");
        } else {
            json.put("cursor", row.getInteger("line"));
            json.put("line", row.getInteger("line"));
            json.put("memberNumber", row.getString("member_number"));
            json.put("name", row.getString("name"));
            json.put("outcome", row.getString("outcome"));
            json.put("change", row.getString("change"));
        }
        ArrayNode remarks = json.putArray("remarks");
        for (Row remark : entry.remarks()) {
            ObjectNode each = remarks.addObject();
            each.put("kind", remark.getString("kind"));
            each.put("rule", remark.getString("rule"));
            each.put("reason", remark.getString("reason"));
            if (remark.getString("kind").equals("changed")) {
                each.put("old", remark.getString("old_value"));
                each.put("new", remark.getString("new_value"));
            }
        }
        return json;
    }

    /**
     * The report as CSV: a line for each remark, and one for each row without any; removed members at the end.
     *
     * @param show as in {@link #page}
     * @param sink takes a part and says when it can take the next
     */
    public Future<Void> csv(String election, String show, Function<String, Future<Void>> sink) {
        return elections
                .find(election)
                .compose(found -> sink.apply(CSV_HEAD))
                .compose(done -> show.equals("removed") ? Future.succeededFuture() : csvPages(election, show, sink))
                .compose(done -> show.equals("removed") || show.equals("all")
                        ? csvPages(election, "removed", sink)
                        : Future.succeededFuture());
    }

    private Future<Void> csvPages(String election, String show, Function<String, Future<Void>> sink) {
        long[] after = {0};
        return Loop.whilst(() -> entries(election, show, after[0], CSV_PAGE).compose(entries -> {
            StringBuilder text = new StringBuilder();
            for (Entry entry : entries) {
                after[0] = isRemoved(entry)
                        ? entry.row().getLong("id")
                        : entry.row().getInteger("line");
                lines(entry).forEach(text::append);
            }
            return sink.apply(text.toString()).map(done -> entries.size() == CSV_PAGE);
        }));
    }

    private static List<String> lines(Entry entry) {
        Row row = entry.row();
        boolean removed = isRemoved(entry);
        List<String> start = List.of(
                removed ? "" : String.valueOf(row.getInteger("line")),
                row.getString("member_number"),
                removed ? row.getString("old_value") : row.getString("name"),
                removed ? "" : row.getString("outcome"),
                removed ? "removed" : row.getString("change"));
        List<String> lines = new ArrayList<>();
        for (Row remark : entry.remarks()) {
            List<String> cells = new ArrayList<>(start);
            boolean changed = remark.getString("kind").equals("changed");
            cells.addAll(List.of(
                    remark.getString("kind"),
                    remark.getString("rule"),
                    changed ? remark.getString("old_value") : "",
                    changed ? remark.getString("new_value") : "",
                    remark.getString("reason")));
            lines.add(CsvLine.of(cells));
        }
        if (lines.isEmpty()) {
            List<String> cells = new ArrayList<>(start);
            cells.addAll(List.of("", "", "", "", ""));
            lines.add(CsvLine.of(cells));
        }
        return lines;
    }

    /** The first remarks of a kind, in order of lines, for answers that are given in one piece. */
    Future<List<RollRemark>> first(String election, String kind) {
        return store.query(
                        "SELECT line, member_number, rule, reason FROM roll_remark WHERE election = #{election}"
                                + " AND kind = #{kind} ORDER BY line, id LIMIT #{limit}",
                        Map.of("election", election, "kind", kind, "limit", FIRST))
                .map(rows -> list(
                        rows,
                        row -> new RollRemark(
                                row.getInteger("line"),
                                row.getString("member_number"),
                                row.getString("rule"),
                                row.getString("reason"))));
    }
}
