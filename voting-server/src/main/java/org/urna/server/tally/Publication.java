// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Final;
import org.urna.crypto.record.FinalEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Tally;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.message.Messages;
import org.urna.server.store.Sql;
import org.urna.server.work.CryptoPool;

/** Appends, behind the officers' publish and in its transaction, the held decryptions, the results and the final entry. */
public final class Publication {

    private final Elections elections;
    private final Closings closings;
    private final BoardLog boards;
    private final BoardArtifacts artifacts;
    private final MixInputs inputs;
    private final CryptoPool proofs;

    public Publication(
            Elections elections,
            Closings closings,
            BoardLog boards,
            BoardArtifacts artifacts,
            MixInputs inputs,
            CryptoPool proofs) {
        this.elections = elections;
        this.closings = closings;
        this.boards = boards;
        this.artifacts = artifacts;
        this.inputs = inputs;
        this.proofs = proofs;
    }

    /**
     * Publishes everything that is held.
     *
     * @param election its row, locked in this transaction; fails with {@code wrong-state} unless it is tallied
     * @param publish the officers' entry
     */
    public Future<Appended> publish(SqlConnection connection, Row election, NewEntry publish) {
        Elections.state(election).require(ElectionState.TALLIED);
        String time = publish.time();
        return closings.of(connection, election)
                .compose(closing -> changes(connection, election)
                        .compose(changes -> count(connection, election, closing, changes)
                                .compose(results -> {
                                    List<NewEntry> entries = new ArrayList<>(List.of(publish));
                                    closing.held().forEach(held -> entries.add(decryption(held, time)));
                                    results.forEach(result -> entries.add(result(result, time)));
                                    entries.add(last(closing, changes, election, time));
                                    return boards.append(connection, election, entries);
                                }))
                        .compose(appended -> position(connection, election, closing.held(), appended.first() + 1)
                                .compose(done -> elections.step(connection, election, ElectionState.FINAL))
                                .map(appended)));
    }

    /** Decrypts and counts; the files that decryptions and results name stand on the board from then on. */
    private Future<List<Result>> count(SqlConnection connection, Row election, Closing closing, Changes changes) {
        String id = election.getString("id");
        Map<Tally, Ciphertexts> mixed = new HashMap<>();
        Map<Hash, byte[]> factors = new HashMap<>();
        Future<Void> ready = Future.succeededFuture();
        for (Tally tally : closing.tallies()) {
            if (closing.needsMixers(tally)) {
                ready = ready.compose(done -> inputs.current(
                                connection, election, closing, tally.contest(), tally.section())
                        .map(last -> {
                            mixed.put(tally, last.orElseThrow());
                            return null;
                        }));
            }
        }
        for (SignedMessage held : closing.held()) {
            if (((Decryption) held.message()).factors() instanceof Decryption.Stored stored) {
                ready = ready.compose(done -> HeldFiles.read(connection, id, stored.artifact()))
                        .map(bytes -> {
                            factors.put(stored.artifact().sha256(), bytes);
                            return null;
                        });
            }
        }
        return ready.compose(done -> proofs.run(() -> Counting.results(closing, changes.withdrawn(), mixed, factors)))
                .compose(counted -> keep(connection, id, factors.values())
                        .compose(done -> keep(connection, id, counted.files().values()))
                        .compose(done -> HeldFiles.forget(connection, id))
                        .map(counted.results()));
    }

    private Future<Void> keep(SqlConnection connection, String election, Collection<byte[]> files) {
        Future<Void> all = Future.succeededFuture();
        for (byte[] bytes : files) {
            all = all.compose(done -> artifacts.put(connection, election, "application/octet-stream", bytes))
                    .mapEmpty();
        }
        return all;
    }

    private static NewEntry decryption(SignedMessage held, String time) {
        return new NewEntry(
                EntryType.DECRYPTION, time, held.at(Instant.parse(time)).write());
    }

    private static NewEntry result(Result result, String time) {
        return new NewEntry(EntryType.RESULT, time, new ResultEntry(Instant.parse(time), result).write());
    }

    private static NewEntry last(Closing closing, Changes changes, Row election, String time) {
        Final figures = new Final(
                closing.election(),
                election.getLong("ballots"),
                changes.revoked(),
                changes.replaced(),
                changes.replacedCast());
        return new NewEntry(EntryType.FINAL, time, new FinalEntry(Instant.parse(time), figures).write());
    }

    private static Future<Changes> changes(SqlConnection connection, Row election) {
        return Changes.read(connection, election.getString("id"));
    }

    /** From now on the held messages are entries, and whoever sends one again learns its index. */
    private static Future<Void> position(SqlConnection connection, Row election, List<SignedMessage> held, long first) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            Map<String, Object> row = new HashMap<>();
            row.put("election", election.getString("id"));
            row.put("digest", Messages.digest(held.get(i).write()));
            row.put("position", first + i);
            rows.add(row);
        }
        return Sql.batch(
                connection,
                "UPDATE message SET position = #{position} WHERE election = #{election} AND digest = #{digest}",
                rows);
    }
}
