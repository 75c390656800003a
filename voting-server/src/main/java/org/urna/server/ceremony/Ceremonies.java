// SPDX-License-Identifier: Apache-2.0
package org.urna.server.ceremony;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Problem;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.board.NewEntry;
import org.urna.server.election.DraftProblem;
import org.urna.server.election.Drafts;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Uploads;
import org.urna.server.keys.ElectionKeys;
import org.urna.server.keys.KeyRing;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Begins key ceremonies: the first with the manifest made of the draft, later attempts with the same one. */
public final class Ceremonies {

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;
    private final Drafts drafts;
    private final Uploads uploads;
    private final Rolls rolls;
    private final KeyRing keys;
    private final BoardLog boards;
    private final BoardArtifacts artifacts;
    private final Checkpoints checkpoints;

    public Ceremonies(
            Vertx vertx,
            Store store,
            Elections elections,
            Drafts drafts,
            Uploads uploads,
            Rolls rolls,
            KeyRing keys,
            BoardLog boards,
            BoardArtifacts artifacts,
            Checkpoints checkpoints) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.drafts = drafts;
        this.uploads = uploads;
        this.rolls = rolls;
        this.keys = keys;
        this.boards = boards;
        this.artifacts = artifacts;
        this.checkpoints = checkpoints;
    }

    private record Begun(Hash anchor, Appended appended) {}

    /**
     * Freezes a draft into its manifest entry.
     *
     * @return {@code M}; fails with {@code draft-invalid}, {@code wrong-state} or {@code not-found}
     */
    public Future<Hash> start(String election) {
        return elections.find(election).compose(draft -> {
            Elections.state(draft).require(ElectionState.DRAFT);
            String origin = drafts.origin(election, Elections.draft(draft));
            return keys.of(election, origin)
                    .compose(held -> store.transaction(connection -> start(connection, election, held)))
                    .compose(begun -> checkpoints
                            .publish(
                                    election,
                                    origin,
                                    begun.appended().size(),
                                    begun.appended().root(),
                                    false)
                            .map(begun.anchor()));
        });
    }

    private Future<Begun> start(SqlConnection connection, String election, ElectionKeys held) {
        return elections.lock(connection, election).compose(row -> {
            Elections.state(row).require(ElectionState.DRAFT);
            return rolls.size(connection, election)
                    .compose(size ->
                            vertx.executeBlocking(() -> drafts.manifest(election, Elections.draft(row), held, size)))
                    .compose(manifest -> checkWeights(connection, election, manifest))
                    .compose(manifest -> settle(connection, election, manifest))
                    .compose(manifest -> begin(connection, row, manifest, 1, List.of()));
        });
    }

    /** From here on the uploads that the manifest names are published with it, and no others. */
    private Future<Manifest> settle(SqlConnection connection, String election, Manifest manifest) {
        return uploads.settle(connection, election, manifest).map(problems -> {
            if (!problems.isEmpty()) {
                throw refused(problems);
            }
            return manifest;
        });
    }

    private Future<Manifest> checkWeights(SqlConnection connection, String election, Manifest manifest) {
        return rolls.weights(connection, election).map(weights -> {
            List<Problem> problems = manifest.weightProblems(weights.totals(), weights.weighted());
            if (!problems.isEmpty()) {
                throw refused(problems.stream().map(DraftProblem::of).toList());
            }
            return manifest;
        });
    }

    private static Refusal refused(List<DraftProblem> problems) {
        return new Refusal(ProblemCode.DRAFT_INVALID, problems.get(0).reason(), Map.of("problems", problems));
    }

    /**
     * Ends an attempt by an entry and begins the next one, with the same manifest.
     *
     * @param election its row, locked in this transaction
     * @param last the entry that ends the attempt
     */
    public Future<Appended> restart(SqlConnection connection, Row election, Manifest manifest, NewEntry last) {
        return begin(connection, election, manifest, election.getInteger("attempt") + 1, List.of(last))
                .map(Begun::appended);
    }

    private Future<Begun> begin(
            SqlConnection connection, Row election, Manifest manifest, int attempt, List<NewEntry> before) {
        String id = election.getString("id");
        byte[] bytes = manifest.write();
        return boards.nextTime(connection, election).compose(time -> {
            ManifestEntry entry = ManifestEntry.of(Instant.parse(time), manifest);
            List<NewEntry> entries = new ArrayList<>(before);
            entries.add(new NewEntry(EntryType.MANIFEST, time, entry.write()));
            Future<?> stored = entry.artifact() == null
                    ? Future.succeededFuture()
                    : artifacts.put(connection, id, "application/json", bytes);
            return stored.compose(done -> boards.append(connection, election, entries))
                    .compose(appended -> update(connection, id, manifest, bytes, entry.hash(), attempt)
                            .map(new Begun(entry.hash(), appended)));
        });
    }

    private Future<Void> update(
            SqlConnection connection, String id, Manifest manifest, byte[] bytes, Hash anchor, int attempt) {
        return Sql.update(
                        connection,
                        "UPDATE election SET state = #{state}, manifest = #{manifest}, manifest_hash = #{anchor},"
                                + " attempt = #{attempt}, transcript = NULL, opens = #{opens}, closes = #{closes}"
                                + " WHERE id = #{id}",
                        Map.of(
                                "id", id,
                                "state", ElectionState.KEY_CEREMONY.toString(),
                                "manifest", store.bin(bytes),
                                "anchor", anchor.hex(),
                                "attempt", attempt,
                                "opens", Minute.format(manifest.schedule().opens()),
                                "closes", Minute.format(manifest.schedule().closes())))
                .mapEmpty();
    }
}
