// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.server.store.Sql;

/** Officers' signatures as they are stored. */
final class Signatures {

    private Signatures() {}

    /** Those over exactly this decision's text, of officers in office: an officer may have left since. */
    static Future<List<String>> holding(SqlClient client, Row decision, Officers officers) {
        byte[] text = text(decision);
        return Sql.query(
                        client,
                        "SELECT jws FROM decision_signature WHERE election = #{election} AND sequence = #{sequence}"
                                + " ORDER BY signer",
                        Map.of("election", decision.getString("election"), "sequence", decision.getLong("sequence")))
                .map(rows -> {
                    List<String> signatures = new ArrayList<>();
                    rows.forEach(row -> {
                        if (officers.verify(row.getString("jws"), text).isAccepted()) {
                            signatures.add(row.getString("jws"));
                        }
                    });
                    return signatures;
                });
    }

    /** What the officers sign. */
    static byte[] text(Row decision) {
        return decision.getString("text").getBytes(StandardCharsets.US_ASCII);
    }
}
