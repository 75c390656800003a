// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The rolls of elections, for those who need all of one. */
public final class Rolls {

    /** How many members the roll has. */
    public Future<Integer> size(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS members FROM member WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> Math.toIntExact(rows.iterator().next().getLong("members")));
    }

    /**
     * Weights of a roll by ballot style.
     *
     * @param totals of all members of a style
     * @param weighted styles in which somebody's weight is not 1
     */
    public record Weights(Map<String, Long> totals, Set<String> weighted) {
        public Weights {
            totals = Map.copyOf(totals);
            weighted = Set.copyOf(weighted);
        }
    }

    /** The weights of all members. */
    public Future<Weights> weights(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT ballot_style, SUM(weight) AS total, MAX(weight) AS most FROM member"
                                + " WHERE election = #{election} GROUP BY ballot_style",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, Long> totals = new HashMap<>();
                    Set<String> weighted = new HashSet<>();
                    rows.forEach(row -> {
                        totals.put(row.getString("ballot_style"), row.getLong("total"));
                        if (row.getLong("most") > 1) {
                            weighted.add(row.getString("ballot_style"));
                        }
                    });
                    return new Weights(totals, weighted);
                });
    }

    /**
     * A page of the roll, in the order of the file.
     *
     * @param after line below which to begin; 0 for the first page
     * @param size members at most
     */
    public Future<List<Member>> page(SqlClient connection, String election, int after, int size) {
        return Sql.query(
                        connection,
                        "SELECT * FROM member WHERE election = #{election} AND line > #{after} ORDER BY line LIMIT #{size}",
                        Map.of("election", election, "after", after, "size", size))
                .map(Rolls::members);
    }

    private static List<Member> members(RowSet<Row> rows) {
        List<Member> members = new ArrayList<>(rows.size());
        rows.forEach(row -> members.add(MemberSql.member(row)));
        return members;
    }

    /** One member; fails with {@code not-found}. */
    public Future<Member> member(SqlClient connection, String election, String number) {
        return Sql.query(
                        connection,
                        "SELECT * FROM member WHERE election = #{election} AND member_number = #{number}",
                        Map.of("election", election, "number", number))
                .map(rows -> MemberSql.member(Store.first(rows).orElseThrow(Members::unknown)));
    }

    /**
     * Members in order of their numbers.
     *
     * @param search part of a number, name or e-mail address; letter case and accents do not matter; empty for all
     * @param after only numbers after this one
     */
    public Future<List<Member>> search(SqlClient connection, String election, String search, String after, int limit) {
        return Sql.query(connection, Members.SEARCH, Members.searching(election, search, after, limit))
                .map(rows -> {
                    List<Member> members = new ArrayList<>(rows.size());
                    rows.forEach(row -> members.add(MemberSql.member(row)));
                    return members;
                });
    }
}
