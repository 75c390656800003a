// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.server.store.Sql;

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

    /** The whole roll, in the order of the file. */
    public Future<List<Member>> members(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT * FROM member WHERE election = #{election} ORDER BY line",
                        Map.of("election", election))
                .map(rows -> {
                    List<Member> members = new ArrayList<>(rows.size());
                    rows.forEach(row -> members.add(MemberSql.member(row)));
                    return members;
                });
    }
}
