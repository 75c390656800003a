// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.server.keys.KeyRing;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.statement.Statements;
import org.urna.server.store.Sql;

/**
 * Destroys what links members to credentials: the map, codes of the reserve, queued messages and what became of them; and first of all the key under which all of them are
 * sealed, so that copies in old backups of the database mean nothing either. Messages that were delivered to the outbox, and copies of the
 * key, are the organisation's to destroy.
 */
public final class MapDestruction {

    private static final List<String> TABLES = List.of(
            "registrar_map", "reserve_code", "mail_queue", "delivery", "reissue", "reissue_claim", "rehearsal_code");

    private final KeyRing keys;

    private final Statements statements;

    public MapDestruction(KeyRing keys, Statements statements) {
        this.keys = keys;
        this.statements = statements;
    }

    /**
     * Destroys it all; may be done again.
     *
     * @param time of the entry that says so
     * @return fails with {@code decision-invalid} before the time for disputes is over, and where the map is the registrar's
     */
    public Future<Void> destroy(SqlConnection connection, String election, Manifest manifest, String time) {
        if (time.compareTo(Minute.format(manifest.schedule().disputeEnds())) < 0) {
            throw new Refusal(ProblemCode.DECISION_INVALID, "the time for disputes is not over");
        }
        if (manifest.registrar().isSeparate()) {
            throw new Refusal(ProblemCode.DECISION_INVALID, "the map is the registrar's, who has to sign too");
        }
        Future<Void> gone =
                statements.keep(connection, election).compose(kept -> keys.forget(election, manifest.origin()));
        for (String table : TABLES) {
            gone = gone.compose(done -> Sql.update(
                            connection,
                            "DELETE FROM " + table + " WHERE election = #{election}",
                            Map.of("election", election)))
                    .mapEmpty();
        }
        return gone;
    }
}
