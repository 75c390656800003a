// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Takes note of ballots that were opened to test the encryption (docs/protocol.md §7): they can never be cast. Safe for concurrent use.
 *
 * <p>Nobody is asked who they are: whoever knows the whole hash of a ballot that is not on the board has it from the device that made it.
 */
public final class Challenges {

    /** Far more tests than there are electors would ever make, and few enough to be stored. */
    private static final int MOST_PER_ELECTOR = 20;

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;

    public Challenges(Store store, Elections elections, Manifests manifests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
    }

    /**
     * Notes a ballot; one that is noted already is noted still.
     *
     * @param ballot its hash, hexadecimal
     * @return fails with {@code ballot-cast} if it stands on the board, {@code not-open} or {@code closed}, {@code not-found}, or
     *     {@code overloaded} if there have been too many
     */
    public Future<Void> note(String election, String ballot) {
        // What is known needs no lock: the one writer of small databases is for those who vote.
        return isKnown(store.reader(), election, ballot)
                .compose(known -> known
                        ? Future.succeededFuture()
                        : store.transaction(connection -> elections
                                .lock(connection, election)
                                .compose(row ->
                                        store.now(connection).compose(now -> note(connection, row, now, ballot)))));
    }

    private Future<Void> note(SqlConnection connection, Row election, Instant now, String ballot) {
        String id = election.getString("id");
        Standing.notOpen(Elections.state(election), election.getString("closes"), null, now)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        if (election.getLong("challenges")
                >= (long) MOST_PER_ELECTOR * manifests.of(election).roll().size()) {
            throw new Refusal(ProblemCode.OVERLOADED, "this election takes note of no more tests");
        }
        Map<String, Object> parameters = Map.of("id", id, "hash", ballot);
        return isKnown(connection, id, ballot)
                .compose(known -> known
                        ? Future.succeededFuture()
                        : Sql.update(
                                        connection,
                                        "INSERT INTO challenged (election, hash) VALUES (#{id}, #{hash})",
                                        parameters)
                                .compose(done -> Sql.update(
                                        connection,
                                        "UPDATE election SET challenges = challenges + 1 WHERE id = #{id}",
                                        Map.of("id", id)))
                                .mapEmpty());
    }

    private static Future<Boolean> isKnown(SqlClient client, String election, String ballot) {
        Map<String, Object> parameters = Map.of("id", election, "hash", ballot);
        return Sql.query(client, "SELECT hash FROM ballot WHERE election = #{id} AND hash = #{hash}", parameters)
                .compose(cast -> {
                    if (cast.size() > 0) {
                        throw new Refusal(ProblemCode.BALLOT_CAST, "this ballot was cast and stands on the board");
                    }
                    return Sql.query(
                            client,
                            "SELECT hash FROM challenged WHERE election = #{id} AND hash = #{hash}",
                            parameters);
                })
                .map(noted -> noted.size() > 0);
    }
}
