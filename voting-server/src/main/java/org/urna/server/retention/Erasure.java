// SPDX-License-Identifier: Apache-2.0
package org.urna.server.retention;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.election.Elections;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Erases what has been kept long enough. Everything is decided again under the lock of the election's row and noted in the same transaction, so
 * it may run on several servers, and what a dying server left undone is done the next time.
 */
public final class Erasure {

    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

    private final Store store;
    private final Elections elections;
    private final Retentions retentions;
    private final Supplier<Future<Void>> stagedFiles;

    /** @param stagedFiles deletes uploaded rolls that no import knows any more */
    public Erasure(Store store, Elections elections, Retentions retentions, Supplier<Future<Void>> stagedFiles) {
        this.store = store;
        this.elections = elections;
        this.retentions = retentions;
        this.stagedFiles = stagedFiles;
    }

    /** Erases all that is due; one failure keeps nothing else from being erased. */
    public Future<Void> run() {
        return store.query("SELECT id FROM election WHERE state IN ('closed', 'tallied', 'final', 'void')", Map.of())
                .compose(rows -> {
                    Future<Void> chain = Future.succeededFuture();
                    for (Row row : rows) {
                        for (Kind kind : Kind.values()) {
                            chain = chain.compose(done -> erase(row.getString("id"), kind));
                        }
                    }
                    return chain;
                })
                .compose(done -> stagedFiles.get())
                .onFailure(e -> LOG.warn("what has been kept long enough could not be erased", e));
    }

    private Future<Void> erase(String election, Kind kind) {
        return retentions
                .row("")
                .compose(standard -> retentions
                        .row(election)
                        .compose(own -> retentions.starts(election).compose(starts -> {
                            String start = starts.get(kind.from);
                            return start == null
                                    ? Future.succeededFuture()
                                    : erase(
                                            election,
                                            kind,
                                            Retentions.due(start, Retentions.days(kind, own, standard)));
                        })))
                .recover(e -> {
                    LOG.warn("{} of election {} are kept, and erased later", kind.code(), election, e);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> erase(String election, Kind kind, String due) {
        Map<String, Object> place = Map.of("election", election, "what", kind.code());
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> store.now(connection))
                .compose(now -> {
                    String today = now.toString().substring(0, 10);
                    return today.compareTo(due) < 0
                            ? Future.succeededFuture(false)
                            : isDone(connection, place)
                                    .compose(before -> before.isPresent()
                                            ? Future.succeededFuture(false)
                                            : erase(connection, kind, place, today));
                })
                .map(erased -> {
                    if (erased) {
                        LOG.info("{} of election {} are erased", kind.code(), election);
                    }
                    return null;
                }));
    }

    private static Future<Optional<Row>> isDone(SqlConnection connection, Map<String, Object> place) {
        return Sql.query(
                        connection,
                        "SELECT day FROM retention_done WHERE election = #{election} AND what = #{what}",
                        place)
                .map(Store::first);
    }

    private static Future<Boolean> erase(SqlConnection connection, Kind kind, Map<String, Object> place, String today) {
        Future<Void> chain = Future.succeededFuture();
        for (String table : kind.tables()) {
            chain = chain.compose(done ->
                            Sql.update(connection, "DELETE FROM " + table + " WHERE election = #{election}", place))
                    .mapEmpty();
        }
        return chain.compose(done -> Sql.update(
                        connection,
                        "INSERT INTO retention_done (election, what, day) VALUES (#{election}, #{what}, #{day})",
                        Map.of(
                                "election", place.get("election"),
                                "what", place.get("what"),
                                "day", today)))
                .map(true);
    }
}
