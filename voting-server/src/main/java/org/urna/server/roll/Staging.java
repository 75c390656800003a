// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/** The rows of a file in the database, before they become members: written and cleared a few thousand at a time, so that nobody else waits long. */
final class Staging {

    /** Rows of one transaction. */
    static final int BATCH = 2_000;

    private static final int CLEARED_LINES = 20_000;

    private static final String ROW = """
            INSERT INTO roll_row (election, line, member_number, name, email, address1, address2, address3, address4, address5,
                                  postcode, country, class, ballot_style, weight, language, joined, arrears_months,
                                  channel, search_key, email_key, person_key, faulty, outcome, noted, change)
            VALUES (#{election}, #{line}, #{member_number}, #{name}, #{email}, #{address1}, #{address2}, #{address3}, #{address4}, #{address5},
                    #{postcode}, #{country}, #{class}, #{ballot_style}, #{weight}, #{language}, #{joined}, #{arrears_months},
                    #{channel}, #{search}, #{emailKey}, #{personKey}, #{faulty}, #{outcome}, 0, #{change})
            """;
    private static final String REMARK = """
            INSERT INTO roll_remark (election, line, member_number, source, kind, rule, reason, old_value, new_value)
            VALUES (#{election}, #{line}, #{number}, 'row', 'rejected', #{rule}, #{reason}, '', '')
            """;

    private final Store store;
    private final ImportRecords records;

    Staging(Store store, ImportRecords records) {
        this.store = store;
        this.records = records;
    }

    /** Writes rows and what is wrong with them, and says how far the reading is. */
    Future<Void> write(ImportRecord working, List<RollRow> rows, long rowsRead, double progress) {
        String election = working.election();
        return store.transaction(connection -> Sql.batch(connection, ROW, rowParameters(election, rows))
                .compose(done -> Sql.batch(connection, REMARK, remarkParameters(election, rows)))
                .compose(done -> records.touch(connection, working, rowsRead, progress)));
    }

    private static List<Map<String, Object>> rowParameters(String election, List<RollRow> rows) {
        List<Map<String, Object>> parameters = new ArrayList<>(rows.size());
        for (RollRow row : rows) {
            Map<String, Object> values = new HashMap<>();
            row.fields().forEach((field, text) -> values.put(field.code(), text));
            String weight = row.get(Field.WEIGHT);
            values.put("weight", RowReader.isWeight(weight) ? Integer.parseInt(weight) : 0);
            List<String> address = row.address();
            for (int i = 1; i <= 5; i++) {
                values.put("address" + i, i <= address.size() ? address.get(i - 1) : "");
            }
            values.put("election", election);
            values.put("line", row.line());
            values.put("channel", channel(row).code());
            values.put("search", row.searchKey());
            values.put("emailKey", row.emailKey());
            values.put("personKey", row.personKey());
            values.put("faulty", row.isGood() ? 0 : 1);
            values.put("change", row.isGood() ? "added" : "");
            values.put("outcome", row.isGood() ? "accepted" : "rejected");
            parameters.add(values);
        }
        return parameters;
    }

    private static Member.Channel channel(RollRow row) {
        return row.get(Field.EMAIL).isEmpty() ? Member.Channel.POST : Member.Channel.EMAIL;
    }

    private static List<Map<String, Object>> remarkParameters(String election, List<RollRow> rows) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (RollRow row : rows) {
            for (RollRemark remark : row.remarks()) {
                parameters.add(Map.of(
                        "election", election,
                        "line", remark.line(),
                        "number", remark.memberNumber(),
                        "rule", remark.rule(),
                        "reason", remark.reason()));
            }
        }
        return parameters;
    }

    /** Forgets the rows and all that was found about them. */
    Future<Void> clear(String election) {
        return store.first(
                        "SELECT MAX(line) AS last FROM roll_row WHERE election = #{election}",
                        Map.of("election", election))
                .compose(row -> {
                    Integer last = row.orElseThrow().getInteger("last");
                    return last == null ? Future.succeededFuture() : clearUpTo(election, last);
                })
                .compose(done -> store.transaction(connection -> clear(connection, election, "roll_remark")
                        .compose(cleared -> clear(connection, election, "roll_pair"))));
    }

    private Future<Void> clearUpTo(String election, int last) {
        int[] from = {0};
        return Loop.whilst(() -> {
            int to = from[0] + CLEARED_LINES;
            Map<String, Object> range = Map.of("election", election, "from", from[0], "to", to);
            from[0] = to;
            return store.transaction(connection -> clear(connection, range)).map(cleared -> to <= last);
        });
    }

    private static Future<Integer> clear(SqlConnection connection, Map<String, Object> range) {
        return Sql.update(
                connection,
                "DELETE FROM roll_row WHERE election = #{election} AND line >= #{from} AND line < #{to}",
                range);
    }

    private static Future<Void> clear(SqlConnection connection, String election, String table) {
        return Sql.update(
                        connection,
                        "DELETE FROM " + table + " WHERE election = #{election}",
                        Map.of("election", election))
                .mapEmpty();
    }
}
