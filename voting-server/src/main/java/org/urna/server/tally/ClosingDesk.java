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
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Stamp;
import org.urna.crypto.record.TallyAgreement;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.message.Desk;
import org.urna.server.message.Rejections;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/** Takes what trustees send after the close: agreements and lots are appended, decryptions are held until publish. */
public final class ClosingDesk implements Desk {

    private final Store store;
    private final Elections elections;
    private final Closings closings;
    private final BoardLog boards;
    private final CryptoPool proofs;

    public ClosingDesk(Store store, Elections elections, Closings closings, BoardLog boards, CryptoPool proofs) {
        this.store = store;
        this.elections = elections;
        this.closings = closings;
        this.boards = boards;
        this.proofs = proofs;
    }

    @Override
    public Future<Optional<Appended>> take(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        Elections.state(election).require(ElectionState.CLOSED, ElectionState.TALLIED);
        Rejections.requireTurn(!Closings.awaitsTally(election), "the ballots have yet to be added up");
        return closings.of(connection, election)
                .compose(closing -> proofs.run(() -> {
                    judge(closing, message);
                    return closing;
                }))
                .compose(closing -> message.message() instanceof Decryption decryption
                        ? hold(connection, election, decryption, bytes).map(Optional.<Appended>empty())
                        : append(connection, election, message, bytes).map(Optional::of))
                .compose(appended -> advance(connection, election).map(appended));
    }

    private static void judge(Closing closing, SignedMessage signed) {
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
        ClosingChecks.check(closing, message);
    }

    private static int sender(Message message) {
        if (message instanceof TallyAgreement agreement) {
            return agreement.trustee();
        } else if (message instanceof Lot lot) {
            return lot.trustee();
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
        return Sql.update(
                        connection,
                        "INSERT INTO held_decryption (election, contest, section, trustee, bytes)"
                                + " VALUES (#{election}, #{contest}, #{section}, #{trustee}, #{bytes})",
                        Map.of(
                                "election", election.getString("id"),
                                "contest", decryption.contest(),
                                "section", decryption.section(),
                                "trustee", decryption.trustee(),
                                "bytes", store.bin(bytes)))
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
