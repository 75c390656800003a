// SPDX-License-Identifier: Apache-2.0
package org.urna.server.statement;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.Map;
import org.urna.server.store.Sql;

/**
 * What became of the codes that are handed out at the door. The gate is this server's, so only this server can say it.
 *
 * @param printed slips
 * @param activated for a member
 * @param lost given out and gone, and good for nothing
 * @param voted of those activated
 * @param replaced whose credential was replaced on the board, so that a sent code took its place
 */
public record DoorCounts(long printed, long activated, long lost, long voted, long replaced) {

    /** Counted now. */
    public static Future<DoorCounts> of(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT c.gate, c.status, COUNT(*) AS slips, COUNT(b.k) AS voted FROM credential c"
                                + " LEFT JOIN ballot b ON b.election = c.election AND b.k = c.k"
                                + " WHERE c.election = #{election} AND c.gate <> '' GROUP BY c.gate, c.status",
                        Map.of("election", election))
                .map(rows -> {
                    DoorCounts all = new DoorCounts(0, 0, 0, 0, 0);
                    for (Row row : rows) {
                        all = all.and(row);
                    }
                    return all;
                });
    }

    private DoorCounts and(Row row) {
        long slips = row.getLong("slips");
        return new DoorCounts(
                printed + slips,
                activated + (row.getString("gate").equals("open") ? slips : 0),
                lost + (row.getString("gate").equals("lost") ? slips : 0),
                voted + row.getLong("voted"),
                replaced + (row.getString("status").equals("replaced") ? slips : 0));
    }
}
