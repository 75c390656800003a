// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.record.Ballot;
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
import org.urna.server.work.Loop;

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
                .compose(signed -> addPages(id, sums))
                .compose(done -> store.transaction(connection -> append(connection, id, sums)))
                .compose(
                        appended -> checkpoints.publish(id, manifest.origin(), appended.size(), appended.root(), false))
                .onSuccess(done -> LOG.info("added up the ballots of election {}", id))
                .mapEmpty();
    }

    /** Adds all ballots: while a page is read from the database, the {@value #AT_ONCE} before it are added, each on a thread of its own. */
    private Future<Void> addPages(String election, Sums sums) {
        BallotReader reader = new BallotReader();
        Deque<Future<Void>> adding = new ArrayDeque<>(Collections.nCopies(AT_ONCE, Future.succeededFuture()));
        return Loop.from(
                        -1L,
                        after -> page(election, after)
                                .compose(rows -> rows.size() == 0
                                        ? Future.succeededFuture(Optional.<Long>empty())
                                        : adding.remove().map(done -> {
                                            adding.add(add(rows, sums, reader));
                                            return Optional.of(last(rows));
                                        })))
                .compose(done -> Future.all(List.copyOf(adding)).mapEmpty());
    }

    private Future<RowSet<Row>> page(String election, long after) {
        return store.query(
                "SELECT e.position, e.bytes, c.section, c.weight FROM ballot b"
                        + " JOIN log_entry e ON e.election = b.election AND e.position = b.position"
                        + " JOIN credential c ON c.election = b.election AND c.k = b.k"
                        + " WHERE b.election = #{election} AND b.position > #{after}"
                        + " ORDER BY b.position LIMIT #{page}",
                Map.of("election", election, "after", after, "page", PAGE));
    }

    private Future<Void> add(RowSet<Row> rows, Sums sums, BallotReader reader) {
        return proofs.run(() -> {
                    Sums page = new Sums(sums.manifest());
                    for (Row row : rows) {
                        Ballot ballot = BoardEntries.ballot(reader, Store.bytes(row, "bytes"));
                        page.add(row.getLong("position"), ballot, row.getString("section"), row.getInteger("weight"));
                    }
                    return page;
                })
                .map(page -> {
                    sums.addAll(page);
                    return null;
                });
    }

    private static long last(RowSet<Row> rows) {
        long last = -1;
        for (Row row : rows) {
            last = row.getLong("position");
        }
        return last;
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
