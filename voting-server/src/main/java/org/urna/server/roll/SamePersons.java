// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/**
 * Rows that may be one person: in two classes by e-mail address or by name and postcode, or twice in one class by name and postcode. Staff decide which
 * one to keep, or that they are two persons; decisions hold for later imports too.
 */
public final class SamePersons {

    private static final int PAGE = 50;
    private static final int BATCH = 2_000;

    private static final String PAIRS = """
            SELECT p.line, p.other_line, p.same_email, p.same_address, p.classes,
                   r.member_number, r.name, r.email, r.postcode, r.class, r.ballot_style, r.joined,
                   f.member_number AS other_number, f.name AS other_name, f.email AS other_email,
                   f.postcode AS other_postcode, f.class AS other_class, f.ballot_style AS other_style, f.joined AS other_joined
            FROM roll_pair p
            JOIN roll_row r ON r.election = p.election AND r.line = p.line
            JOIN roll_row f ON f.election = p.election AND f.line = p.other_line
            WHERE p.election = #{election} AND (p.line > #{line} OR (p.line = #{line} AND p.other_line > #{other}))
              AND p.classes >= #{classes}
            ORDER BY p.line, p.other_line LIMIT #{limit}
            """;

    private static final String CHOICE = """
            INSERT INTO roll_choice (election, member_number, other_number, keep)
            VALUES (#{election}, #{number}, #{other}, #{keep})
            ON CONFLICT (election, member_number, other_number) DO UPDATE SET keep = excluded.keep
            """;

    private final Store store;
    private final Elections elections;
    private final ImportRecords records;
    private final RollChecks checks;

    SamePersons(Store store, Elections elections, ImportRecords records, RollChecks checks) {
        this.store = store;
        this.elections = elections;
        this.records = records;
        this.checks = checks;
    }

    /**
     * Pairs that nobody has decided about, in order of lines.
     *
     * @param line only those after the pair of this line
     * @param other and this earlier line
     */
    public Future<ArrayNode> list(String election, long line, long other) {
        return elections
                .find(election)
                .compose(row -> page(election, line, other, 0, PAGE))
                .map(pairs -> {
                    ArrayNode list = StrictJson.array();
                    pairs.forEach(pair -> list.add(json(pair)));
                    return list;
                });
    }

    private Future<List<Row>> page(String election, long line, long other, int classes, int limit) {
        return store.query(
                        PAIRS,
                        Map.of("election", election, "line", line, "other", other, "classes", classes, "limit", limit))
                .map(rows -> {
                    List<Row> list = new ArrayList<>();
                    rows.forEach(list::add);
                    return list;
                });
    }

    private static ObjectNode json(Row row) {
        ObjectNode json = StrictJson.object();
        json.put("sameEmail", row.getInteger("same_email") == 1);
        json.put("sameNameAndPostcode", row.getInteger("same_address") == 1);
        json.put("twoClasses", row.getInteger("classes") == 1);
        person(
                json.putObject("member"),
                row,
                "line",
                "member_number",
                "name",
                "email",
                "postcode",
                "class",
                "ballot_style",
                "joined");
        person(
                json.putObject("other"),
                row,
                "other_line",
                "other_number",
                "other_name",
                "other_email",
                "other_postcode",
                "other_class",
                "other_style",
                "other_joined");
        return json;
    }

    private static void person(ObjectNode json, Row row, String line, String... columns) {
        json.put("line", row.getInteger(line));
        String[] members = {"memberNumber", "name", "email", "postcode", "class", "ballotStyle", "joined"};
        for (int i = 0; i < members.length; i++) {
            json.put(members[i], row.getString(columns[i]));
        }
    }

    /**
     * Takes decisions and compares the file anew.
     *
     * @param json {@code decisions}: member, other and keep (one of the two, or nothing for both); or {@code rest}: what to do with all other pairs
     *     in two classes: keep {@code both}, or the one whose class stands first in {@code classes}
     * @return the import as the API shows it, once the comparison has begun
     */
    public Future<ObjectNode> decide(String election, JsonNode json) {
        return elections
                .find(election)
                .compose(row -> records.require(store.reader(), election))
                .compose(record -> {
                    if (record.state() != ImportState.CHECKED) {
                        throw record.isBusy()
                                ? ImportRecords.busy()
                                : new Refusal(ProblemCode.WRONG_STATE, "there is no checked file to decide about");
                    }
                    return take(election, json).map(record);
                })
                .compose(checks::compareAgain);
    }

    private Future<Void> take(String election, JsonNode json) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (JsonNode each : json.path("decisions")) {
            String member = each.path("member").asText();
            String other = each.path("other").asText();
            String keep = each.path("keep").asText("");
            if (!keep.isEmpty() && !keep.equals(member) && !keep.equals(other)) {
                throw new Refusal(ProblemCode.REQUEST_INVALID, "keep one of the two, or both");
            }
            choices.add(choice(election, member, other, keep));
        }
        return write(choices)
                .compose(done -> json.has("rest") ? rest(election, json.path("rest")) : Future.succeededFuture());
    }

    private static Map<String, Object> choice(String election, String member, String other, String keep) {
        boolean ordered = member.compareTo(other) < 0;
        return Map.of(
                "election",
                election,
                "number",
                ordered ? member : other,
                "other",
                ordered ? other : member,
                "keep",
                keep);
    }

    private Future<Void> write(List<Map<String, Object>> choices) {
        return store.transaction((SqlConnection connection) -> Sql.batch(connection, CHOICE, choices));
    }

    /** Pairs that were decided a moment ago come up here too; what was said about them singly stands. */
    private Future<Void> rest(String election, JsonNode rest) {
        List<String> order = new ArrayList<>();
        rest.path("classes").forEach(each -> order.add(each.asText()));
        boolean both = rest.path("keep").asText().equals("both");
        long[] after = {0, 0};
        return Loop.whilst(() -> page(election, after[0], after[1], 1, BATCH).compose(pairs -> {
            List<Map<String, Object>> choices = new ArrayList<>();
            for (Row pair : pairs) {
                after[0] = pair.getInteger("line");
                after[1] = pair.getInteger("other_line");
                String keep = both ? "" : first(pair, order);
                if (both || !keep.isEmpty()) {
                    choices.add(
                            choice(election, pair.getString("member_number"), pair.getString("other_number"), keep));
                }
            }
            return store.transaction((SqlConnection connection) -> Sql.batch(
                            connection, CHOICE.replace("DO UPDATE SET keep = excluded.keep", "DO NOTHING"), choices))
                    .map(done -> pairs.size() == BATCH);
        }));
    }

    /** The member of the two whose class comes first; empty if the order names neither class. */
    private static String first(Row pair, List<String> order) {
        for (String each : order) {
            if (each.equals(pair.getString("class"))) {
                return pair.getString("member_number");
            }
            if (each.equals(pair.getString("other_class"))) {
                return pair.getString("other_number");
            }
        }
        return "";
    }
}
