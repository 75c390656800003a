// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyEntry;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardEntries;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.board.NewEntry;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/**
 * Adds up the ballots of a closed election and appends the tallies. First it signs the board that ends with the close: nothing is appended
 * behind the close entry before that checkpoint is there. Repeats itself from the start after a crash.
 */
public final class Tallying {

    private static final Logger LOG = LoggerFactory.getLogger(Tallying.class);
    private static final int PAGE = 200;
    private static final int AT_ONCE = 2;

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Closings closings;
    private final BoardLog boards;
    private final Checkpoints checkpoints;
    private final CryptoPool proofs;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    public Tallying(
            Store store,
            Elections elections,
            Manifests manifests,
            Closings closings,
            BoardLog boards,
            Checkpoints checkpoints,
            CryptoPool proofs) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.closings = closings;
        this.boards = boards;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
    }

    /** Tallies an election if that is what it awaits; does nothing if this server is at it already. */
    public Future<Void> run(String election) {
        if (!running.add(election)) {
            return Future.succeededFuture();
        }
        return elections
                .find(election)
                .compose(row -> Closings.awaitsTally(row) ? tally(row) : Future.succeededFuture())
                .onComplete(done -> running.remove(election));
    }

    private Future<Void> tally(Row election) {
        String id = election.getString("id");
        Manifest manifest = manifests.of(election);
        long size = election.getLong("close_index") + 1;
        Sums sums = new Sums(manifest);
        LOG.info("adding up {} ballots of election {}", election.getLong("ballots"), id);
        return store.transaction(connection -> boards.root(connection, id, size))
                .compose(root -> checkpoints.publish(id, manifest.origin(), size, root, true))
                .compose(signed -> addPages(
                        id, -1, sums, new BallotReader(), Collections.nCopies(AT_ONCE, Future.succeededFuture())))
                .compose(done -> store.transaction(connection -> append(connection, id, sums)))
                .compose(
                        appended -> checkpoints.publish(id, manifest.origin(), appended.size(), appended.root(), false))
                .onSuccess(done -> LOG.info("added up the ballots of election {}", id))
                .mapEmpty();
    }

    /**
     * Adds all ballots: while a page is read from the database, the {@value #AT_ONCE} before it are added, each on a thread of its own.
     *
     * @param adding those that are under way, the oldest first
     */
    private Future<Void> addPages(
            String election, long after, Sums sums, BallotReader reader, List<Future<Void>> adding) {
        return store.query(
                        "SELECT e.position, e.bytes, c.section, c.weight FROM ballot b"
                                + " JOIN log_entry e ON e.election = b.election AND e.position = b.position"
                                + " JOIN credential c ON c.election = b.election AND c.k = b.k"
                                + " WHERE b.election = #{election} AND b.position > #{after}"
                                + " ORDER BY b.position LIMIT #{page}",
                        Map.of("election", election, "after", after, "page", PAGE))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.all(adding).mapEmpty();
                    }
                    return adding.get(0).compose(done -> {
                        List<Future<Void>> next = new ArrayList<>(adding.subList(1, adding.size()));
                        next.add(proofs.run(() -> page(rows, sums.manifest(), reader))
                                .map(page -> {
                                    sums.addAll(page);
                                    return null;
                                }));
                        return addPages(election, last(rows), sums, reader, next);
                    });
                });
    }

    private static long last(RowSet<Row> rows) {
        long last = -1;
        for (Row row : rows) {
            last = row.getLong("position");
        }
        return last;
    }

    private static Sums page(RowSet<Row> rows, Manifest manifest, BallotReader reader) {
        Sums sums = new Sums(manifest);
        for (Row row : rows) {
            try {
                BallotEntry entry = (BallotEntry) reader.entry(Store.bytes(row, "bytes"));
                sums.add(row.getLong("position"), entry.ballot(), row.getString("section"), row.getInteger("weight"));
            } catch (MalformedException e) {
                throw new IllegalStateException("an entry of the log is damaged: " + e.getMessage(), e);
            }
        }
        return sums;
    }

    private Future<Appended> append(SqlConnection connection, String id, Sums sums) {
        return elections.lock(connection, id).compose(row -> {
            if (!Closings.awaitsTally(row)) {
                throw new IllegalStateException("another server has added up the ballots");
            }
            return closings.of(connection, row)
                    .compose(closing -> closeHash(connection, row)
                            .compose(close -> proofs.run(() -> sums.tallies(
                                    closing.election(), closing.key().y(), close))))
                    .compose(tallies -> boards.nextTime(connection, row)
                            .compose(time -> boards.append(connection, row, entries(tallies, time))));
        });
    }

    private static Future<Hash> closeHash(SqlConnection connection, Row election) {
        return BoardEntries.after(connection, election.getString("id"), election.getLong("close_index") - 1)
                .map(entries -> entries.get(0).hash());
    }

    private static List<NewEntry> entries(List<Tally> tallies, String time) {
        List<NewEntry> entries = new ArrayList<>();
        for (Tally tally : tallies) {
            Entry entry = new TallyEntry(Instant.parse(time), tally);
            entries.add(new NewEntry(EntryType.TALLY, time, entry.write()));
        }
        return entries;
    }
}
