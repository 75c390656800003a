// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.roll.Participation;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Tells of one member whether they have voted, by opening their row of the registrar's map. The credential does not leave this class. */
public final class Holders implements Participation {

    private final Store store;
    private final Manifests manifests;
    private final KeyRing keys;

    public Holders(Store store, Manifests manifests, KeyRing keys) {
        this.store = store;
        this.manifests = manifests;
        this.keys = keys;
    }

    @Override
    public Future<Answer> of(SqlConnection connection, Row election, String memberNumber) {
        String id = election.getString("id");
        return Sql.query(
                        connection,
                        "SELECT sealed FROM registrar_map WHERE election = #{election} AND member_number = #{number}",
                        Map.of("election", id, "number", memberNumber))
                .compose(rows -> {
                    Optional<Row> mapped = Store.first(rows);
                    return mapped.isEmpty()
                            ? Future.succeededFuture(Answer.UNKNOWN)
                            : keys.of(id, manifests.of(election).origin())
                                    .compose(held -> voted(
                                            connection,
                                            id,
                                            CredentialStore.credentialOf(
                                                    id,
                                                    memberNumber,
                                                    Store.bytes(mapped.get(), "sealed"),
                                                    held.sealing())));
                });
    }

    private Future<Answer> voted(SqlConnection connection, String election, byte[] k) {
        return Sql.query(
                        connection,
                        "SELECT 1 AS cast_one FROM ballot WHERE election = #{election} AND k = #{k}",
                        Map.of("election", election, "k", store.bin(k)))
                .map(rows -> rows.size() > 0 ? Answer.VOTED : Answer.NOT_VOTED);
    }
}
