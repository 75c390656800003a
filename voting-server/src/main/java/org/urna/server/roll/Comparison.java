// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/**
 * Compares the rows of a file with each other and with the present roll, by statements over the whole file: duplicates, who may be one person,
 * who shares an e-mail address, what is added, changed or removed. May be repeated: each time it begins anew.
 *
 * <p>Every statement is a transaction of its own, so that others get their turn between them. {@code CROSS JOIN} is an inner join whose order SQLite
 * keeps: the few groups first, then their rows by an index. Left to itself it may go through all pairs of rows.
 */
final class Comparison {

    private static final String HERE = " WHERE election = #{election} ";

    private static final List<String> RESET = List.of(
            "DELETE FROM roll_remark" + HERE + "AND source = 'file'",
            "DELETE FROM roll_pair" + HERE,
            "UPDATE roll_row SET outcome = 'accepted'" + HERE + "AND faulty = 0 AND outcome <> 'accepted'",
            "UPDATE roll_row SET change = 'added'" + HERE + "AND outcome = 'accepted' AND change <> 'added'",
            "UPDATE roll_row SET noted = 0" + HERE + "AND noted <> 0",
            "UPDATE roll_row SET channel = 'email'" + HERE + "AND email <> '' AND channel <> 'email'");

    private static final String REMARK =
            "INSERT INTO roll_remark (election, line, member_number, source, kind, rule, reason, old_value, new_value) ";

    private static final String DUPLICATE_NUMBERS = REMARK + """
            SELECT r.election, r.line, r.member_number, 'file', 'rejected', 'duplicate-member-number',
                   'this member number stands on ' || d.n || ' rows, first on line ' || d.first_line, '', ''
            FROM (SELECT member_number, COUNT(*) AS n, MIN(line) AS first_line FROM roll_row
                  WHERE election = #{election} AND member_number <> '' GROUP BY member_number HAVING COUNT(*) > 1) d
            CROSS JOIN roll_row r WHERE r.election = #{election} AND r.member_number = d.member_number
            """;

    private static final String REJECT = """
            UPDATE roll_row SET outcome = 'rejected', change = ''
            WHERE election = #{election} AND outcome = 'accepted' AND line IN
              (SELECT line FROM roll_remark WHERE election = #{election} AND source = 'file' AND kind = 'rejected')
            """;

    private static final String CHOICES = REMARK + """
            SELECT r.election, r.line, r.member_number, 'file', 'rejected', 'same-person',
                   'the same person as member ' || c.keep || ', and staff decided to keep that one', '', ''
            FROM roll_choice c
            JOIN roll_row k ON k.election = c.election AND k.member_number = c.keep AND k.outcome = 'accepted'
            JOIN roll_row r ON r.election = c.election AND r.outcome = 'accepted'
             AND r.member_number = CASE WHEN c.keep = c.member_number THEN c.other_number ELSE c.member_number END
            WHERE c.election = #{election} AND c.keep <> ''
            """;

    private static final String PAIRS = """
            INSERT INTO roll_pair (election, line, other_line, same_email, same_address, classes)
            SELECT r.election, r.line, f.line, %s, CASE WHEN r.class = f.class THEN 0 ELSE 1 END
            FROM (SELECT %2$s AS mark, MIN(line) AS first_line FROM roll_row
                  WHERE election = #{election} AND outcome = 'accepted' AND %2$s <> ''
                  GROUP BY %2$s HAVING COUNT(*) > 1) g
            CROSS JOIN roll_row f CROSS JOIN roll_row r
            WHERE f.election = #{election} AND f.line = g.first_line
              AND r.election = #{election} AND r.%2$s = g.mark AND r.outcome = 'accepted' AND r.line <> g.first_line
              AND %3$s NOT EXISTS
              (SELECT 1 FROM roll_choice c WHERE c.election = #{election} AND c.keep = ''
               AND ((c.member_number = r.member_number AND c.other_number = f.member_number)
                 OR (c.member_number = f.member_number AND c.other_number = r.member_number)))
            ON CONFLICT (election, line, other_line) DO UPDATE SET same_address = 1
            """;

    /** Members of one household and class who share an address are no pair: each gets a letter. */
    private static final String EMAIL_PAIRS = PAIRS.formatted("1, 0", "email_key", "r.class <> f.class AND");

    private static final String PERSON_PAIRS = PAIRS.formatted("0, 1", "person_key", "");

    private static final String NOTE_PAIRS = REMARK + """
            SELECT r.election, r.line, r.member_number, 'file', 'noted',
                   CASE WHEN p.classes = 1 THEN 'same-person' ELSE 'possible-duplicate' END,
                   CASE WHEN p.classes = 1
                        THEN 'may be the member on line ' || p.other_line || ', in another class: decide which to keep'
                        ELSE 'has the name and postcode of the member on line ' || p.other_line END, '', ''
            FROM roll_pair p CROSS JOIN roll_row r
            WHERE p.election = #{election} AND r.election = p.election AND r.line = p.line
            """;

    private static final String SHARED_EMAILS = REMARK + """
            SELECT r.election, r.line, r.member_number, 'file',
                   CASE WHEN r.address1 = '' THEN 'rejected' ELSE 'noted' END,
                   CASE WHEN r.address1 = '' THEN 'shared-email-unreachable' ELSE 'shared-email' END,
                   CASE WHEN r.address1 = ''
                        THEN g.n || ' members have this e-mail address, and this one has no postal address'
                        ELSE g.n || ' members have this e-mail address: each gets a letter' END, '', ''
            FROM (SELECT email_key, COUNT(*) AS n FROM roll_row
                  WHERE election = #{election} AND outcome = 'accepted' AND email_key <> ''
                  GROUP BY email_key HAVING COUNT(*) > 1) g
            CROSS JOIN roll_row r
            WHERE r.election = #{election} AND r.email_key = g.email_key AND r.outcome = 'accepted'
            """;

    private static final String TO_POST = """
            UPDATE roll_row SET channel = 'post' WHERE election = #{election} AND line IN
              (SELECT line FROM roll_remark WHERE election = #{election} AND source = 'file' AND rule = 'shared-email')
            """;

    private static final String NOTED = """
            UPDATE roll_row SET noted = 1 WHERE election = #{election} AND line IN
              (SELECT line FROM roll_remark WHERE election = #{election} AND kind = 'noted')
            """;

    private static final String KNOWN = """
            UPDATE roll_row SET change = 'same' WHERE election = #{election} AND outcome = 'accepted' AND EXISTS
              (SELECT 1 FROM member m WHERE m.election = roll_row.election AND m.member_number = roll_row.member_number)
            """;

    private static final String CHANGED = """
            UPDATE roll_row SET change = 'changed' WHERE election = #{election} AND change = 'same' AND EXISTS
              (SELECT 1 FROM member m WHERE m.election = roll_row.election AND m.member_number = roll_row.member_number AND (%s))
            """;

    private static final String FIELD = REMARK + """
            SELECT r.election, r.line, r.member_number, 'file', 'changed', '%1$s', '',
                   CAST(m.%1$s AS TEXT), CAST(r.%1$s AS TEXT)
            FROM roll_row r JOIN member m ON m.election = r.election AND m.member_number = r.member_number
            WHERE r.election = #{election} AND r.change = 'changed' AND m.%1$s <> r.%1$s
            """;

    private static final String REMOVED = REMARK + """
            SELECT m.election, 0, m.member_number, 'file', 'removed', 'removed', 'no accepted row has this member', m.name, ''
            FROM member m WHERE m.election = #{election} AND NOT EXISTS
              (SELECT 1 FROM roll_row r WHERE r.election = m.election AND r.member_number = m.member_number
               AND r.outcome = 'accepted')
            """;

    private static final String COUNTS = """
            SELECT COUNT(*) AS n,
                   COALESCE(SUM(CASE WHEN outcome = 'accepted' THEN 1 ELSE 0 END), 0) AS accepted,
                   COALESCE(SUM(noted), 0) AS noted,
                   COALESCE(SUM(CASE WHEN change = 'added' THEN 1 ELSE 0 END), 0) AS added,
                   COALESCE(SUM(CASE WHEN change = 'changed' THEN 1 ELSE 0 END), 0) AS changed,
                   COALESCE(SUM(CASE WHEN outcome = 'accepted' AND channel = 'post' THEN 1 ELSE 0 END), 0) AS letters,
                   (SELECT COUNT(*) FROM roll_remark WHERE election = #{election} AND kind = 'removed') AS removed,
                   (SELECT COUNT(*) FROM roll_pair WHERE election = #{election} AND classes = 1) AS undecided
            FROM roll_row WHERE election = #{election}
            """;

    private static final String RULES = """
            SELECT kind, rule, COUNT(*) AS n FROM roll_remark
            WHERE election = #{election} AND kind IN ('rejected', 'noted') GROUP BY kind, rule ORDER BY kind, COUNT(*) DESC, rule
            """;

    private static final List<String> STATEMENTS = statements();

    private final Store store;
    private final ImportRecords records;

    Comparison(Store store, ImportRecords records) {
        this.store = store;
        this.records = records;
    }

    private static List<String> statements() {
        List<String> all = new ArrayList<>(RESET);
        all.addAll(List.of(DUPLICATE_NUMBERS, REJECT, CHOICES, REJECT, EMAIL_PAIRS, PERSON_PAIRS, NOTE_PAIRS));
        all.addAll(List.of(SHARED_EMAILS, TO_POST, REJECT, NOTED, KNOWN));
        List<String> compared = new ArrayList<>(MemberSql.COMPARED);
        all.add(CHANGED.formatted(String.join(
                " OR ",
                compared.stream()
                        .map(column -> "m." + column + " <> roll_row." + column)
                        .toList())));
        compared.forEach(column -> all.add(FIELD.formatted(column)));
        all.add(REMOVED);
        return List.copyOf(all);
    }

    /** Compares, says how far it is, and counts. */
    Future<RollSummary> run(ImportRecord working) {
        String election = working.election();
        int[] next = {0};
        return store.refreshStatistics("roll_row")
                .compose(refreshed -> Loop.whilst(() -> {
                    String sql = STATEMENTS.get(next[0]++);
                    double progress = (double) next[0] / STATEMENTS.size();
                    return store.transaction(connection -> Sql.update(connection, sql, Map.of("election", election))
                                    .compose(done -> records.touch(connection, working, progress)))
                            .map(done -> next[0] < STATEMENTS.size());
                }))
                .compose(done -> summary(election));
    }

    private Future<RollSummary> summary(String election) {
        Map<String, Object> here = Map.of("election", election);
        return store.query(COUNTS, here)
                .compose(counts -> store.query(RULES, here).map(rules -> {
                    Map<String, Map<String, Long>> byKind = new LinkedHashMap<>();
                    for (Row row : rules) {
                        byKind.computeIfAbsent(row.getString("kind"), none -> new LinkedHashMap<>())
                                .put(row.getString("rule"), row.getLong("n"));
                    }
                    return RollSummary.of(
                            counts.iterator().next(),
                            byKind.getOrDefault("rejected", Map.of()),
                            byKind.getOrDefault("noted", Map.of()));
                }));
    }
}
