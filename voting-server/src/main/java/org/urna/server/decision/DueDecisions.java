// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Manifest;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.ceremony.Ceremonies;
import org.urna.server.credential.CredentialChanges;
import org.urna.server.credential.MapDestruction;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.tally.Closings;
import org.urna.server.tally.Publication;

/**
 * Appends decisions that two officers in office have signed and whose time has come. Harmless on several servers: the election's row is
 * locked and the decision's state is looked at again.
 */
public final class DueDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(DueDecisions.class);

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final BoardLog boards;
    private final Checkpoints checkpoints;
    private final Effects effects;

    public DueDecisions(
            Store store,
            Elections elections,
            Manifests manifests,
            BoardLog boards,
            Checkpoints checkpoints,
            Ceremonies ceremonies,
            CredentialChanges credentials,
            MapDestruction map,
            Publication publication) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.boards = boards;
        this.checkpoints = checkpoints;
        this.effects = new Effects(boards, elections, ceremonies, credentials, map, publication);
    }

    /** Appends everything that is due, and lets expire what is past its time. Failures of one decision do not keep the others. */
    public Future<Void> appendAll(String now) {
        return store.query(
                        "SELECT d.election, d.sequence, d.not_after FROM decision d JOIN decision_signature s"
                                + " ON s.election = d.election AND s.sequence = d.sequence"
                                + " WHERE d.state = 'pending' AND d.not_before <= #{now}"
                                + " GROUP BY d.election, d.sequence, d.not_after HAVING COUNT(*) >= 2"
                                + " ORDER BY d.election, d.sequence",
                        Map.of("now", now))
                .compose(rows -> {
                    Future<Void> chain = Future.succeededFuture();
                    for (Row row : rows) {
                        String election = row.getString("election");
                        long number = row.getLong("sequence");
                        chain = chain.compose(done -> append(election, number).recover(e -> {
                            LOG.info(
                                    "decision {} of election {} is not appended: {}", number, election, e.getMessage());
                            return Future.succeededFuture();
                        }));
                    }
                    return chain;
                })
                .compose(done -> expire(now));
    }

    private Future<Void> expire(String now) {
        return store.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE decision SET state = 'expired' WHERE state = 'pending' AND not_after < #{now}",
                        Map.of("now", now)))
                .mapEmpty();
    }

    private record Done(String origin, Appended appended) {}

    /**
     * Appends a decision if it is due and the election is ready for it; otherwise it stays as it is.
     *
     * @return fails with {@code decision-invalid}, and the decision has expired, if it can never be carried out
     */
    public Future<Void> append(String election, long number) {
        return store.transaction(connection ->
                        elections.lock(connection, election).compose(row -> append(connection, row, number)))
                .compose(done -> done.isEmpty()
                        ? Future.<Void>succeededFuture()
                        : checkpoints
                                .publish(
                                        election,
                                        done.get().origin(),
                                        done.get().appended().size(),
                                        done.get().appended().root(),
                                        false)
                                .<Void>mapEmpty())
                .recover(e -> recover(election, number, e));
    }

    private Future<Void> recover(String election, long number, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.code() == ProblemCode.WRONG_STATE) {
            return Future.succeededFuture();
        }
        if (failure instanceof Refusal refusal && refusal.code() == ProblemCode.DECISION_INVALID) {
            return store.transaction(connection ->
                            RequestEnd.FAILED.write(connection, store, election, number, null, refusal.detail()))
                    .compose(done -> Future.failedFuture(refusal));
        }
        return Future.failedFuture(failure);
    }

    private Future<Optional<Done>> append(SqlConnection connection, Row election, long number) {
        String id = election.getString("id");
        return Sql.query(
                        connection,
                        "SELECT * FROM decision WHERE election = #{election} AND sequence = #{sequence}",
                        Map.of("election", id, "sequence", number))
                .compose(rows -> boards.nextTime(connection, election).compose(time -> {
                    Row decision = rows.iterator().next();
                    return isDue(decision, time) && !Closings.awaitsTally(election)
                            ? append(connection, election, decision, time)
                            : Future.succeededFuture(Optional.empty());
                }));
    }

    private static boolean isDue(Row decision, String time) {
        return decision.getString("state").equals("pending")
                && decision.getString("not_before").compareTo(time) <= 0
                && time.compareTo(decision.getString("not_after")) <= 0;
    }

    private Future<Optional<Done>> append(SqlConnection connection, Row election, Row row, String time) {
        Manifest manifest = manifests.of(election);
        String id = election.getString("id");
        return Officers.inOffice(connection, id, manifest)
                .compose(officers -> Signatures.holding(connection, row, officers))
                .compose(signatures -> {
                    if (signatures.size() < Officers.NEEDED) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    Deciding deciding =
                            deciding(connection, election, manifest, row, signatures.subList(0, Officers.NEEDED), time);
                    return effects.apply(deciding)
                            .compose(appended -> mark(connection, row, appended)
                                    .map(Optional.of(new Done(manifest.origin(), appended))));
                });
    }

    private static Deciding deciding(
            SqlConnection connection, Row election, Manifest manifest, Row row, List<String> signatures, String time) {
        Decision decision;
        try {
            decision = Decision.read(Signatures.text(row));
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored decision is damaged: " + e.getMessage(), e);
        }
        ElectionState state = Elections.state(election);
        ActionRules.require(decision.type(), state);
        if (!decision.anchor().equals(ActionRules.anchor(election))) {
            throw new Refusal(ProblemCode.DECISION_INVALID, "the election is not any more the one decided about");
        }
        return new Deciding(
                connection,
                election,
                manifest,
                decision,
                Signatures.text(row),
                signatures,
                row.getString("registrar"),
                time);
    }

    private static Future<Void> mark(SqlConnection connection, Row decision, Appended appended) {
        return Sql.update(
                        connection,
                        "UPDATE decision SET state = 'appended', position = #{position}"
                                + " WHERE election = #{election} AND sequence = #{sequence}",
                        Map.of(
                                "election", decision.getString("election"),
                                "sequence", decision.getLong("sequence"),
                                "position", appended.first()))
                .mapEmpty();
    }
}
