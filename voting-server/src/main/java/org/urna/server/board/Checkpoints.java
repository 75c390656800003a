// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.TreeHash;
import org.urna.server.keys.ElectionKeys;
import org.urna.server.keys.KeyRing;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Signs and keeps the checkpoints of the boards.
 *
 * <p>A size is signed once: whoever comes second, on whichever server, gets the note of the first.
 */
public final class Checkpoints {

    private final Vertx vertx;
    private final Store store;
    private final KeyRing keys;

    public Checkpoints(Vertx vertx, Store store, KeyRing keys) {
        this.vertx = vertx;
        this.store = store;
        this.keys = keys;
    }

    /**
     * Signs the tree of this size. Only to be called once the entries are committed: what is signed must be durable.
     *
     * <p>Sizes are signed in ascending order, so that the note which covers an entry first stays the same for ever: a size below the newest one
     * is left out, unless it is listed.
     *
     * @param listed whether it belongs in {@code board/checkpoints} whatever witnesses say: the one of the size that ends with close
     * @return the first signed note of at least this size
     */
    public Future<String> publish(String election, String origin, long size, TreeHash root, boolean listed) {
        return keys.of(election, origin)
                .compose(held -> store.transaction(connection -> store.lockElectionBriefly(connection, election)
                        .compose(row -> store.now(connection))
                        .compose(now -> insert(connection, election, size, root, listed, now, held))
                        .compose(done -> covering(connection, election, size - 1))
                        .map(Optional::orElseThrow)))
                .compose(note -> keys.signed(election, note.getBytes(StandardCharsets.UTF_8))
                        .map(note));
    }

    private Future<Void> insert(
            SqlConnection connection,
            String election,
            long size,
            TreeHash root,
            boolean listed,
            Instant now,
            ElectionKeys held) {
        return covering(connection, election, size - 1).compose(known -> {
            if (known.isPresent() && !listed) {
                return Future.succeededFuture();
            }
            CheckpointSigner signer = new CheckpointSigner(held.board(), held.cosigner());
            return vertx.executeBlocking(
                            () -> signer.sign(size, root, now.getEpochSecond()).write(), false)
                    .compose(note -> insert(connection, election, size, root, listed, now, note));
        });
    }

    private static Future<Void> insert(
            SqlConnection connection,
            String election,
            long size,
            TreeHash root,
            boolean listed,
            Instant now,
            String note) {
        return Sql.update(
                        connection,
                        "INSERT INTO checkpoint (election, size, root, note, time, listed)"
                                + " VALUES (#{election}, #{size}, #{root}, #{note}, #{time}, #{listed})"
                                + " ON CONFLICT (election, size) DO UPDATE SET"
                                + " listed = CASE WHEN excluded.listed = 1 THEN 1 ELSE checkpoint.listed END",
                        Map.of(
                                "election",
                                election,
                                "size",
                                size,
                                "root",
                                root.toString(),
                                "note",
                                note,
                                "time",
                                EntryTime.of(now),
                                "listed",
                                listed ? 1 : 0))
                .mapEmpty();
    }

    /** The newest checkpoint that this server remembers outside of the database; it was stored there before. */
    Future<Optional<Checkpoint>> remembered(String election) {
        return keys.lastSigned(election);
    }

    /** The newest signed note of a board, if it has any. */
    public Future<Optional<String>> newest(String election) {
        return store.first(
                        "SELECT note FROM checkpoint WHERE election = #{election} ORDER BY size DESC LIMIT 1",
                        Map.of("election", election))
                .map(row -> row.map(r -> r.getString("note")));
    }

    /** Entries of the newest signed tree, 0 if there is none. */
    public Future<Long> size(String election) {
        return store.first(
                        "SELECT size FROM checkpoint WHERE election = #{election} ORDER BY size DESC LIMIT 1",
                        Map.of("election", election))
                .map(row -> row.map(found -> found.getLong("size")).orElse(0L));
    }

    /** The newest signed note with the latest signatures of witnesses on it, if there are any. */
    Future<Optional<String>> witnessed(String election) {
        return newest(election)
                .compose(plain -> store.first(
                                "SELECT note FROM cosigned_checkpoint WHERE election = #{election} AND size ="
                                        + " (SELECT MAX(size) FROM checkpoint WHERE election = #{election})"
                                        + " ORDER BY second DESC LIMIT 1",
                                Map.of("election", election))
                        .map(signed -> signed.map(row -> row.getString("note")).or(() -> plain)));
    }

    /** The first signed note that covers the entry at {@code index}: the one of its receipt. */
    public Future<Optional<String>> covering(String election, long index) {
        return covering(store.reader(), election, index);
    }

    private static Future<Optional<String>> covering(SqlClient client, String election, long index) {
        return Sql.query(
                        client,
                        "SELECT note FROM checkpoint WHERE election = #{election} AND size > #{index} ORDER BY size"
                                + " LIMIT 1",
                        Map.of("election", election, "index", index))
                .map(rows -> Store.first(rows).map(row -> row.getString("note")));
    }
}
