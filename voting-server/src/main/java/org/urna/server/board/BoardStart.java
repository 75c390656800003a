// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Manifest;
import org.urna.server.store.Store;

/**
 * What happens to the boards before a server answers anybody: the stored trees must lead to the roots that were signed last, and entries that
 * were committed before a crash get their checkpoint.
 *
 * <p>Looks at the right edge of each tree only; {@code fsck} looks at everything.
 */
public final class BoardStart {

    private static final Logger LOG = LoggerFactory.getLogger(BoardStart.class);

    private final Store store;
    private final BoardLog log;
    private final Checkpoints checkpoints;

    public BoardStart(Store store, BoardLog log, Checkpoints checkpoints) {
        this.store = store;
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /** Checks and completes every board; fails with {@link IllegalStateException} if one must not be signed over. */
    public Future<Void> run() {
        return store.query("SELECT id FROM election WHERE entries > 0 ORDER BY id", Map.of())
                .compose(rows -> {
                    List<String> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.getString("id")));
                    Future<Void> done = Future.succeededFuture();
                    for (String id : ids) {
                        done = done.compose(before -> complete(id));
                    }
                    return done;
                });
    }

    /** Signs the present size of one board unless that is done; fails with {@link IllegalStateException} as {@link #run}. */
    public Future<Void> complete(String election) {
        // Each is asked for before what it must not be ahead of. Another server may append, sign and remember
        // meanwhile, in this order.
        return checkpoints
                .remembered(election)
                .compose(remembered -> newest(election)
                        .compose(newest -> store.first(
                                        "SELECT * FROM election WHERE id = #{id}", Map.of("id", election))
                                .map(Optional::orElseThrow)
                                .compose(row -> {
                                    long entries = row.getLong("entries");
                                    return check(election, entries, newest)
                                            .compose(signed -> remembers(election, signed, remembered)
                                                    .map(signed))
                                            .compose(signed ->
                                                    signed == entries ? Future.succeededFuture() : sign(row, entries));
                                })));
    }

    /** Whether the database still has what was signed, as far as this server remembers: an old backup has not. */
    private Future<Void> remembers(String election, long signed, Optional<Checkpoint> remembered) {
        if (remembered.isEmpty()) {
            return Future.succeededFuture();
        }
        long size = remembered.get().size();
        if (size > signed) {
            return Future.failedFuture(new IllegalStateException("database behind published checkpoint: election "
                    + election + " has " + signed + " signed entries, but " + size
                    + " were signed before: is this an old backup?"));
        }
        return root(election, size).map(root -> {
            if (!root.equals(remembered.get().root())) {
                throw new IllegalStateException("the log of election " + election
                        + " is not the one that was signed at size " + size + ": is this another database?");
            }
            return null;
        });
    }

    private Future<Optional<Row>> newest(String election) {
        return store.first(
                "SELECT size, root FROM checkpoint WHERE election = #{election} ORDER BY size DESC LIMIT 1",
                Map.of("election", election));
    }

    /** Gives the size that is signed already. */
    private Future<Long> check(String election, long entries, Optional<Row> newest) {
        if (newest.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        long size = newest.get().getLong("size");
        if (size > entries) {
            return Future.failedFuture(new IllegalStateException("database behind published checkpoint: election "
                    + election + " has " + entries + " entries, signed are " + size));
        }
        return root(election, size).map(root -> {
            if (!root.toString().equals(newest.get().getString("root"))) {
                throw new IllegalStateException("the log of election " + election
                        + " does not lead to its signed root of size " + size + ": run fsck");
            }
            return size;
        });
    }

    private Future<Void> sign(Row row, long entries) {
        String election = row.getString("id");
        String origin = origin(row);
        LOG.info("election {}: signing its {} entries", election, entries);
        return root(election, entries)
                .compose(root -> checkpoints.publish(election, origin, entries, root, false))
                .mapEmpty();
    }

    private Future<TreeHash> root(String election, long size) {
        return log.edge(store.reader(), election, size).map(edge -> {
            try {
                return MerkleTree.resume(size, new TileReader(size, edge)).root();
            } catch (IOException | MalformedException e) {
                throw new IllegalStateException(
                        "the stored tiles of election " + election + " are not those of its log: run fsck", e);
            }
        });
    }

    private static String origin(Row row) {
        try {
            return Manifest.read(Store.bytes(row, "manifest")).origin();
        } catch (MalformedException e) {
            throw new IllegalStateException("the stored manifest of an election cannot be read: run fsck", e);
        }
    }
}
