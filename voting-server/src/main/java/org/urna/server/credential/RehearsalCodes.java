// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.urna.crypto.record.Manifest;
import org.urna.server.keys.SealingKey;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Codes of rehearsals, kept for staff, who could not try a rehearsal out without. Those of real elections are never kept. */
public final class RehearsalCodes {

    /** All of one election, in the order of the roll. */
    public static final String SELECT = "SELECT c.member_number, c.style, c.sealed FROM rehearsal_code c"
            + " JOIN member m ON m.election = c.election AND m.member_number = c.member_number"
            + " WHERE c.election = #{election} ORDER BY m.line";

    private static final String INSERT = "INSERT INTO rehearsal_code (election, member_number, style, sealed)"
            + " VALUES (#{election}, #{member}, #{style}, #{sealed})";

    private RehearsalCodes() {}

    /** What a sealed code is bound to. */
    public static String place(String election, String member) {
        return "rehearsal_code/" + election + "/" + member;
    }

    static Future<Void> keep(
            Store store,
            SqlConnection connection,
            String election,
            Manifest manifest,
            Assignment page,
            SealingKey key) {
        if (!manifest.rehearsal()) {
            return Future.succeededFuture();
        }
        List<Map<String, Object>> rows = page.assigned().stream()
                .map(each -> {
                    String member = each.member().memberNumber();
                    byte[] code = each.issued().code().display().getBytes(StandardCharsets.US_ASCII);
                    return Map.<String, Object>of(
                            "election",
                            election,
                            "member",
                            member,
                            "style",
                            each.member().style(),
                            "sealed",
                            store.bin(key.seal(place(election, member), code)));
                })
                .toList();
        return Sql.batch(connection, INSERT, rows);
    }
}
