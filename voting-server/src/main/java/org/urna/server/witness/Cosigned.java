// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.Optional;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The co-signed checkpoints in the database. */
final class Cosigned {

    private final Store store;

    Cosigned(Store store) {
        this.store = store;
    }

    /** Keeps a note with the signatures that a round brought; of two rounds in one second, on two servers, the one that brought a quorum. */
    Future<Void> keep(String election, long size, long second, String note, boolean listed) {
        return store.transaction(connection -> Sql.update(
                        connection,
                        "INSERT INTO cosigned_checkpoint (election, size, second, note, listed)"
                                + " VALUES (#{election}, #{size}, #{second}, #{note}, #{listed})"
                                + " ON CONFLICT (election, size, second) DO UPDATE SET note = excluded.note, listed = excluded.listed"
                                + " WHERE excluded.listed > cosigned_checkpoint.listed",
                        Map.of(
                                "election",
                                election,
                                "size",
                                size,
                                "second",
                                second,
                                "note",
                                note,
                                "listed",
                                listed ? 1 : 0))
                .mapEmpty());
    }

    /** Size and second of the latest state that a quorum signed. */
    Future<Optional<Row>> latest(String election) {
        return store.first(
                "SELECT size, second FROM cosigned_checkpoint WHERE election = #{election} AND listed = 1"
                        + " ORDER BY size DESC, second DESC LIMIT 1",
                Map.of("election", election));
    }
}
