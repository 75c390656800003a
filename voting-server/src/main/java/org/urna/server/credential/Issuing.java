// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.SignedMessage;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.board.NewEntry;
import org.urna.server.delivery.Deliveries;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.ElectionKeys;
import org.urna.server.keys.KeyRing;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/** Issues the credentials of an election in mode server: once, in one transaction, after the key ceremony. */
public final class Issuing {

    private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final KeyRing keys;
    private final BoardLog boards;
    private final BoardArtifacts artifacts;
    private final Checkpoints checkpoints;
    private final CodeIssue codes;
    private final Deliveries deliveries;

    public Issuing(
            Store store,
            Elections elections,
            Manifests manifests,
            KeyRing keys,
            BoardLog boards,
            BoardArtifacts artifacts,
            Checkpoints checkpoints,
            CodeIssue codes,
            Deliveries deliveries) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.keys = keys;
        this.boards = boards;
        this.artifacts = artifacts;
        this.checkpoints = checkpoints;
        this.codes = codes;
        this.deliveries = deliveries;
    }

    private record Done(CodeIssue.Report report, Appended appended) {}

    /**
     * Makes a code for each member of the roll and the reserve, publishes the credentials and queues the messages.
     *
     * @return fails with {@code wrong-state} or {@code not-found}
     */
    public Future<CodeIssue.Report> issue(String election) {
        return elections
                .find(election)
                .compose(row -> ready(store.reader(), row)
                        .compose(manifest -> codes.make(manifest)
                                .compose(made -> keys.of(election, manifest.origin())
                                        .compose(held -> store.transaction(
                                                connection -> publish(connection, election, manifest, made, held))))
                                .compose(done -> checkpoints
                                        .publish(
                                                election,
                                                manifest.origin(),
                                                done.appended().size(),
                                                done.appended().root(),
                                                false)
                                        .compose(signed -> deliver(election))
                                        .map(done.report()))));
    }

    /** The codes are issued whether or not the outbox can be written now: what is queued is delivered later. */
    private Future<Void> deliver(String election) {
        return deliveries.deliver(election).recover(e -> {
            LOG.warn("messages of election {} stay queued", election, e);
            return Future.succeededFuture();
        });
    }

    private Future<Manifest> ready(SqlClient client, Row election) {
        return CeremonyEnd.require(client, election, manifests).map(manifest -> {
            if (manifest.registrar().isSeparate()) {
                throw new Refusal(ProblemCode.WRONG_STATE, "the registrar issues the credentials of this election");
            }
            return manifest;
        });
    }

    private Future<Done> publish(
            SqlConnection connection, String election, Manifest manifest, Codes made, ElectionKeys held) {
        return elections
                .lock(connection, election)
                .compose(row -> ready(connection, row)
                        .compose(again -> codes.assign(
                                connection, election, manifest, made, Elections.atTheDoor(row), held.sealing()))
                        .compose(report -> append(connection, row, report, held)
                                .compose(appended -> elections
                                        .step(connection, row, ElectionState.CREDENTIALS)
                                        .map(new Done(report, appended)))));
    }

    private Future<Appended> append(SqlConnection connection, Row row, CodeIssue.Report report, ElectionKeys held) {
        String election = row.getString("id");
        return codes.lists(connection, election)
                .compose(lists -> artifacts
                        .put(connection, election, CredentialStore.LINES, lists.credentials())
                        .compose(list -> artifacts
                                .put(connection, election, CredentialStore.LINES, lists.reserves())
                                .compose(reserves -> boards.nextTime(connection, row)
                                        .compose(time -> {
                                            CredentialList message = new CredentialList(
                                                    Manifests.anchor(row),
                                                    list,
                                                    report.issued(),
                                                    reserves,
                                                    report.reserve());
                                            String signature = DetachedJws.sign(
                                                    held.registrar(), message.signatureType(), message.write());
                                            byte[] entry = new SignedMessage(signature, message)
                                                    .at(Instant.parse(time))
                                                    .write();
                                            return boards.append(
                                                    connection,
                                                    row,
                                                    List.of(new NewEntry(EntryType.CREDENTIALS, time, entry)));
                                        }))));
    }
}
