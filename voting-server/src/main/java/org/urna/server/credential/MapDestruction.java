// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.server.keys.SealingKeys;
import org.urna.server.mail.Outbox;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.statement.Statements;
import org.urna.server.store.Sql;

/**
 * Destroys what links members to credentials: the map, codes of the reserve, which slip of the door holds which credential, queued messages and what became of them; and first of all the key under which all of them are
 * sealed, so that copies in old backups of the database mean nothing either. Files in the outbox go too; copies of them, and of the
 * key, are the organisation's to destroy.
 */
public final class MapDestruction {

    private static final List<String> TABLES = List.of(
            "registrar_map",
            "reserve_code",
            "mail_queue",
            "delivery",
            "reissue",
            "reissue_claim",
            "use_answer",
            "door_slip",
            "rehearsal_code");

    private final SealingKeys keys;

    private final Statements statements;
    private final Vertx vertx;
    private final Outbox outbox;

    public MapDestruction(Vertx vertx, SealingKeys keys, Statements statements, Outbox outbox) {
        this.vertx = vertx;
        this.keys = keys;
        this.statements = statements;
        this.outbox = outbox;
    }

    /**
     * Destroys it all; may be done again.
     *
     * @param time of the entry that says so
     * @return fails with {@code decision-invalid} before the time for disputes is over
     */
    public Future<Void> destroy(SqlConnection connection, String election, Manifest manifest, String time) {
        if (time.compareTo(Minute.format(manifest.schedule().disputeEnds())) < 0) {
            throw new Refusal(ProblemCode.DECISION_INVALID, "the time for disputes is not over");
        }
        Future<Void> gone = closeComplaints(connection, election)
                .compose(closed -> statements.keep(connection, election))
                .compose(kept -> keys.forget(election, manifest.origin()));
        for (String table : TABLES) {
            gone = gone.compose(done -> Sql.update(
                            connection,
                            "DELETE FROM " + table + " WHERE election = #{election}",
                            Map.of("election", election)))
                    .mapEmpty();
        }
        return gone.compose(done -> Sql.update(
                        connection,
                        "UPDATE credential SET gate = '' WHERE election = #{election}",
                        Map.of("election", election)))
                .compose(done -> vertx.executeBlocking(() -> {
                    outbox.destroy(election);
                    return null;
                }));
    }

    /** A complaint that waits may need the map; of one that is answered nobody needs to know any more whose it was. */
    private static Future<Void> closeComplaints(SqlConnection connection, String election) {
        Map<String, Object> place = Map.of("election", election);
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS n FROM complaint WHERE election = #{election} AND state = 'open'",
                        place)
                .compose(rows -> {
                    long open = rows.iterator().next().getLong("n");
                    if (open > 0) {
                        throw new Refusal(
                                ProblemCode.DECISION_INVALID, open + " complaints wait for an answer; give it first");
                    }
                    return Sql.update(
                            connection,
                            "UPDATE complaint SET contact = '', words = '', answer = '' WHERE election = #{election}",
                            place);
                })
                .mapEmpty();
    }
}
