// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.Map;
import org.urna.crypto.record.Manifest;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;

/** When credentials can be listed: once the trustees of the latest attempt have all shown that their keys are stored. */
final class CeremonyEnd {

    private static final String COUNT = "SELECT COUNT(*) AS checks FROM log_entry WHERE election = #{election}"
            + " AND type = 'key-check' AND position > (SELECT COALESCE(MAX(position), 0) FROM log_entry"
            + " WHERE election = #{election} AND type = 'manifest')";

    private CeremonyEnd() {}

    /** The manifest; fails with {@code wrong-state} before, when there may be none, and when they are listed already. */
    static Future<Manifest> require(SqlClient client, Row election, Manifests manifests) {
        Elections.state(election).require(ElectionState.KEY_CEREMONY);
        Manifest manifest = manifests.of(election);
        return Sql.query(client, COUNT, Map.of("election", election.getString("id")))
                .map(rows -> {
                    if (rows.iterator().next().getLong("checks") < manifest.trusteeCount()) {
                        throw new Refusal(ProblemCode.WRONG_STATE, "the key ceremony is not finished");
                    }
                    return manifest;
                });
    }
}
