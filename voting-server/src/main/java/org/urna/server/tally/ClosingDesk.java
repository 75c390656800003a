// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Stamp;
import org.urna.crypto.record.TallyAgreement;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.message.Desk;
import org.urna.server.message.Rejections;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/** Takes what trustees send after the close: agreements and lots are appended, decryptions are held until publish. */
public final class ClosingDesk implements Desk {

    private final Store store;
    private final Elections elections;
    private final Closings closings;
    private final BoardLog boards;
    private final BoardArtifacts artifacts;
    private final MessageFiles files;
    private final MixInputs inputs;
    private final CryptoPool proofs;

    public ClosingDesk(
            Store store,
            Elections elections,
            Closings closings,
            BoardLog boards,
            BoardArtifacts artifacts,
            MessageFiles files,
            MixInputs inputs,
            CryptoPool proofs) {
        this.store = store;
        this.elections = elections;
        this.closings = closings;
        this.boards = boards;
        this.artifacts = artifacts;
        this.files = files;
        this.inputs = inputs;
        this.proofs = proofs;
    }

    @Override
    public Future<Optional<Appended>> take(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        requireTurn(election);
        return closings.of(connection, election)
                .compose(closing -> proofs.run(() -> {
                    judgeSender(closing, message);
                    ClosingChecks.check(closing, message.message());
                    return closing;
                }))
                .compose(closing -> enter(connection, election, message, bytes));
    }

    @Override
    public Future<Desk> prepare(Row election, SignedMessage signed) {
        Message message = signed.message();
        if (!RankedChecks.isRanked(message)) {
            return Future.succeededFuture(this);
        }
        requireTurn(election);
        return closings.of(store.reader(), election)
                .compose(closing -> proofs.run(() -> {
                            judgeSender(closing, signed);
                            return RankedChecks.place(closing, message);
                        })
                        .compose(place -> files.read(
                                        election.getString("id"),
                                        RankedChecks.artifacts(
                                                message, place.ballots(), MixInputs.width(closing, place.contest())))
                                .compose(read -> inputs.current(
                                                store.reader(), election, closing, place.contest(), place.section())
                                        .compose(current -> proofs.run(() -> {
                                            RankedChecks.check(closing, message, current.orElseThrow(), read);
                                            return proven(read);
                                        })))));
    }

    /** Takes a message whose files are proven for one place in the chain of mixers: all that may have changed is whose turn it is. */
    private Desk proven(Map<Hash, byte[]> read) {
        return (connection, election, signed, bytes) -> {
            requireTurn(election);
            return closings.of(connection, election).compose(closing -> {
                RankedChecks.place(closing, signed.message());
                return keep(connection, election.getString("id"), signed.message(), read)
                        .compose(done -> enter(connection, election, signed, bytes));
            });
        };
    }

    private Future<Optional<Appended>> enter(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        Future<Optional<Appended>> entered = message.message() instanceof Decryption decryption
                ? hold(connection, election, decryption, bytes).map(Optional.empty())
                : append(connection, election, message, bytes).map(Optional::of);
        return entered.compose(appended -> advance(connection, election).map(appended));
    }

    /** Throws the refusal of what is sent before the ballots are added up, or after the result. */
    static void requireTurn(Row election) {
        Elections.state(election).require(ElectionState.CLOSED, ElectionState.TALLIED);
        Rejections.requireTurn(!Closings.awaitsTally(election), "the ballots have yet to be added up");
    }

    /** What a mixer put out stands on the board together with its message; the factors of a decryption are held as it is. */
    private Future<Void> keep(SqlConnection connection, String election, Message message, Map<Hash, byte[]> read) {
        Future<Void> all = Future.succeededFuture();
        for (byte[] bytes : read.values()) {
            Artifact artifact = Artifact.of(bytes);
            all = all.compose(done -> message instanceof Shuffle
                            ? artifacts
                                    .put(connection, election, "application/octet-stream", bytes)
                                    .mapEmpty()
                            : HeldFiles.put(connection, store, election, artifact, bytes))
                    .compose(done -> MessageFiles.forget(connection, election, artifact));
        }
        return all;
    }

    /** Throws the refusal of a message that is not the trustee's whom it names, or for another election. */
    static void judgeSender(Closing closing, SignedMessage signed) {
        Message message = signed.message();
        int trustee = sender(message);
        Rejections.require(
                trustee <= closing.signers().size()
                        ? DetachedJws.verify(
                                        signed.signature(),
                                        closing.signers().get(trustee - 1), // trustees are numbered from 1
                                        message.signatureType(),
                                        message.write())
                                .as("trustee-identity")
                        : Verdict.reject("trustee-identity", "the manifest does not have this trustee"));
        Rejections.require(
                message.anchor().equals(closing.election())
                        ? Verdict.accept()
                        : Verdict.reject(message.type().code(), "the message is for another election"));
    }

    private static int sender(Message message) {
        if (message instanceof TallyAgreement agreement) {
            return agreement.trustee();
        } else if (message instanceof Lot lot) {
            return lot.trustee();
        } else if (message instanceof Shuffle shuffle) {
            return shuffle.trustee();
        }
        return ((Decryption) message).trustee();
    }

    private Future<Appended> append(SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        return boards.nextTime(connection, election)
                .compose(time -> boards.append(
                        connection,
                        election,
                        List.of(new NewEntry(message.type(), time, Stamp.message(bytes, Instant.parse(time))))));
    }

    private Future<Void> hold(SqlConnection connection, Row election, Decryption decryption, byte[] bytes) {
        return store.now(connection)
                .compose(now -> Sql.update(
                        connection,
                        "INSERT INTO held_decryption (election, contest, section, trustee, bytes, taken)"
                                + " VALUES (#{election}, #{contest}, #{section}, #{trustee}, #{bytes}, #{taken})",
                        Map.of(
                                "election", election.getString("id"),
                                "contest", decryption.contest(),
                                "section", decryption.section(),
                                "trustee", decryption.trustee(),
                                "bytes", store.bin(bytes),
                                "taken", EntryTime.of(now))))
                .mapEmpty();
    }

    private Future<Void> advance(SqlConnection connection, Row election) {
        if (Elections.state(election) != ElectionState.CLOSED) {
            return Future.succeededFuture();
        }
        return closings.of(connection, election)
                .compose(closing -> closing.isDecryptable()
                        ? elections.step(connection, election, ElectionState.TALLIED)
                        : Future.succeededFuture());
    }
}
