// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Artifact;
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
import org.urna.server.keys.SealingKey;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Member;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/** Issues the credentials of an election in mode server: once, in one transaction, after the key ceremony. */
public final class Issuing {

    private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);
    private static final String LINES = "application/jsonl";

    /** Codes per task: about a second of work, so that other tasks get their turn. */
    private static final int CHUNK = 100;

    /** Members who get their codes with one round of statements. */
    private static final int PAGE = 500;

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Rolls rolls;
    private final KeyRing keys;
    private final BoardLog boards;
    private final BoardArtifacts artifacts;
    private final Checkpoints checkpoints;
    private final CredentialStore credentials;
    private final PublishedCredentials published;
    private final Deliveries deliveries;
    private final CryptoPool proofs;
    private final Entropy entropy;

    public Issuing(
            Store store,
            Elections elections,
            Manifests manifests,
            Rolls rolls,
            KeyRing keys,
            BoardLog boards,
            BoardArtifacts artifacts,
            Checkpoints checkpoints,
            CredentialStore credentials,
            Deliveries deliveries,
            CryptoPool proofs,
            Entropy entropy) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.rolls = rolls;
        this.keys = keys;
        this.boards = boards;
        this.artifacts = artifacts;
        this.checkpoints = checkpoints;
        this.credentials = credentials;
        this.published = new PublishedCredentials(store);
        this.deliveries = deliveries;
        this.proofs = proofs;
        this.entropy = entropy;
    }

    /**
     * What was issued.
     *
     * @param issued credentials of members
     * @param reserve credentials to replace others with
     * @param emails messages for the outbox
     * @param letters messages for the outbox
     */
    public record Report(int issued, int reserve, int emails, int letters) {}

    private record Done(Report report, Appended appended) {}

    /**
     * Makes a code for each member of the roll and the reserve, publishes the credentials and queues the messages.
     *
     * @return fails with {@code wrong-state} or {@code not-found}
     */
    public Future<Report> issue(String election) {
        return elections
                .find(election)
                .compose(row -> ready(store, row).compose(manifest -> {
                    byte[] id = manifest.election().bytes();
                    int count = manifest.roll().size() + manifest.roll().reserve();
                    LOG.info("making {} voting codes for election {}", count, election);
                    return make(id, count, new ArrayList<>(count), new HashSet<>())
                            .compose(issued -> keys.of(election, manifest.origin())
                                    .compose(held -> store.transaction(
                                            connection -> publish(connection, election, manifest, issued, held))))
                            .compose(done -> checkpoints
                                    .publish(
                                            election,
                                            manifest.origin(),
                                            done.appended().size(),
                                            done.appended().root(),
                                            false)
                                    .compose(signed -> deliver(election))
                                    .map(done.report()));
                }));
    }

    /** The codes are issued whether or not the outbox can be written now: what is queued is delivered later. */
    private Future<Void> deliver(String election) {
        return deliveries.deliver(election).recover(e -> {
            LOG.warn("messages of election {} stay queued", election, e);
            return Future.succeededFuture();
        });
    }

    private Future<Manifest> ready(Store reader, Row election) {
        return reader.query(COUNT, counted(election))
                .map(rows -> ready(election, rows.iterator().next()));
    }

    private Future<Manifest> ready(SqlClient connection, Row election) {
        return Sql.query(connection, COUNT, counted(election))
                .map(rows -> ready(election, rows.iterator().next()));
    }

    /** Key checks of the latest attempt. */
    private static final String COUNT = "SELECT COUNT(*) AS checks FROM log_entry WHERE election = #{election}"
            + " AND type = 'key-check' AND position > (SELECT COALESCE(MAX(position), 0) FROM log_entry"
            + " WHERE election = #{election} AND type = 'manifest')";

    private static Map<String, Object> counted(Row election) {
        return Map.of("election", election.getString("id"));
    }

    private Manifest ready(Row election, Row count) {
        Elections.state(election).require(ElectionState.KEY_CEREMONY);
        Manifest manifest = manifests.of(election);
        if (count.getLong("checks") < manifest.trusteeCount()) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the key ceremony is not finished");
        }
        if (manifest.registrar().isSeparate()) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the registrar issues the credentials of this election");
        }
        return manifest;
    }

    private Future<List<Issued>> make(byte[] election, int count, List<Issued> made, Set<Point> known) {
        if (made.size() == count) {
            return Future.succeededFuture(made);
        }
        int wanted = Math.min(CHUNK, count - made.size());
        return proofs.run(() -> {
                    List<Issued> chunk = new ArrayList<>(wanted);
                    for (int i = 0; i < wanted; i++) {
                        chunk.add(Issued.random(election, entropy));
                    }
                    return chunk;
                })
                .compose(chunk -> {
                    int tenths = 10 * made.size() / count;
                    chunk.stream().filter(each -> known.add(each.credential())).forEach(made::add);
                    if (10 * made.size() / count > tenths) {
                        LOG.info("made {} of {} voting codes", made.size(), count);
                    }
                    return make(election, count, made, known);
                });
    }

    private Future<Done> publish(
            SqlConnection connection, String election, Manifest manifest, List<Issued> issued, ElectionKeys held) {
        Assigning assigning = new Assigning(connection, election, manifest, issued, held.sealing());
        return elections
                .lock(connection, election)
                .compose(row -> ready(connection, row)
                        .compose(again -> pages(assigning, 0, new Report(0, 0, 0, 0)))
                        .compose(report -> append(connection, row, report, held)
                                .compose(appended -> elections
                                        .step(connection, row, ElectionState.CREDENTIALS)
                                        .map(new Done(report, appended)))));
    }

    /** What stays the same from page to page of the roll. */
    private record Assigning(
            SqlConnection connection, String election, Manifest manifest, List<Issued> issued, SealingKey key) {
        @Override
        public String toString() {
            return "Assigning[hidden]";
        }
    }

    /** Goes on from a line of the roll's file; a page of members at a time is in memory, however long the roll is. */
    private Future<Report> pages(Assigning all, int line, Report done) {
        return rolls.page(all.connection(), all.election(), line, PAGE).compose(members -> {
            if (members.isEmpty()) {
                return reserve(all, done);
            }
            Assignment page = Assignment.of(done.issued(), members, all.issued());
            int emails = (int) members.stream()
                    .filter(member -> member.channel() == Member.Channel.EMAIL)
                    .count();
            Report after = new Report(
                    done.issued() + members.size(),
                    0,
                    done.emails() + emails,
                    done.letters() + members.size() - emails);
            int last = members.get(members.size() - 1).line();
            return credentials
                    .insert(all.connection(), all.election(), all.manifest(), page, all.key())
                    .compose(inserted -> pages(all, last, after));
        });
    }

    private Future<Report> reserve(Assigning all, Report done) {
        if (done.issued() != all.manifest().roll().size()) {
            throw new IllegalStateException("the roll is not the one that the manifest counts");
        }
        List<Issued> reserves = all.issued().subList(done.issued(), all.issued().size());
        return credentials
                .insertReserves(all.connection(), all.election(), reserves, all.key())
                .map(new Report(done.issued(), reserves.size(), done.emails(), done.letters()));
    }

    private Future<Appended> append(SqlConnection connection, Row row, Report report, ElectionKeys held) {
        String election = row.getString("id");
        return artifact(connection, election, published.credentials(connection, election))
                .compose(list -> artifact(connection, election, published.reserves(connection, election))
                        .compose(reserves -> boards.nextTime(connection, row).compose(time -> {
                            CredentialList message = new CredentialList(
                                    Manifests.anchor(row), list, report.issued(), reserves, report.reserve());
                            String signature =
                                    DetachedJws.sign(held.registrar(), message.signatureType(), message.write());
                            byte[] entry = new SignedMessage(signature, message)
                                    .at(Instant.parse(time))
                                    .write();
                            return boards.append(
                                    connection, row, List.of(new NewEntry(EntryType.CREDENTIALS, time, entry)));
                        })));
    }

    private Future<Artifact> artifact(SqlConnection connection, String election, Future<byte[]> lines) {
        return lines.compose(bytes -> artifacts.put(connection, election, LINES, bytes));
    }
}
