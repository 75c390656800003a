// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.ceremony;

import java.io.IOException;
import java.util.stream.Collectors;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyTrustee;
import org.urna.crypto.threshold.StoredShare;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.keyfile.AttemptSecrets;
import org.urna.trustee.keyfile.ElectionSecrets;

/** One trustee's way through the latest attempt at the ceremony, to be taken up again after any crash. */
public final class Ceremony {

    private final Seat seat;
    private final Outbox outbox;

    /** @param seat of the trustee */
    public Ceremony(Seat seat) {
        this.seat = seat;
        this.outbox = new Outbox(seat);
    }

    /**
     * Takes part until all trustees have confirmed one transcript, and keeps the share.
     *
     * @throws RefusedException if the attempt has ended otherwise, with who is to answer for it
     */
    public TrusteeShare run() throws IOException, RefusedException, MalformedException, InterruptedException {
        while (true) {
            ElectionBoard board = seat.board();
            int trustee = board.trustee(seat.thumbprint());
            if (board.isAbandoned()) {
                seat.waiting()
                        .pause("attempt " + board.attempt() + " was abandoned by the officers; the next manifest");
                continue;
            }
            AttemptSecrets attempt = begun(board, trustee);
            CeremonyTrustee.Step step =
                    attempt.state().next(board.ceremony(), Seat.thumbprints(board.manifest()), seat.entropy());
            if (step instanceof CeremonyTrustee.Step.Finished finished) {
                return finish(board, attempt, finished.share());
            }
            take(board, attempt, step);
        }
    }

    /** Shows on the board that the share was stored and works. */
    public TrusteeShare check() throws IOException, RefusedException, MalformedException, InterruptedException {
        ElectionBoard board = seat.board();
        TrusteeShare share = seat.share(board);
        if (!isChecked(board, share.trustee())) {
            outbox.send(
                    board,
                    seat.secrets(),
                    StoredShare.prove(
                            share.attempt(), share.transcript(), share.trustee(), share.secret(), seat.entropy()));
            seat.waiting().done("sent key-check");
        }
        while (!isChecked(board, share.trustee())) {
            seat.waiting().pause("the board to show this trustee's key-check");
            board = seat.board();
        }
        return share;
    }

    /** Whether the board shows that this trustee's stored share works. */
    public static boolean isChecked(ElectionBoard board, int trustee) {
        return board.ceremony().stream()
                .map(MessageEntry::message)
                .anyMatch(message -> message instanceof KeyCheck check && check.trustee() == trustee);
    }

    private AttemptSecrets begun(ElectionBoard board, int trustee) throws RefusedException {
        ElectionSecrets secrets = seat.secrets();
        AttemptSecrets kept = secrets.attempt(board.anchor(), board.attempt()).orElse(null);
        if (kept != null) {
            return kept;
        }
        if (board.last(EntryType.SETUP).isPresent()) {
            throw new RefusedException(
                    "the election is sealed, and this key file took no part in its ceremony: check --key");
        }
        Attempt attempt = new Attempt(
                board.anchor(),
                board.attempt(),
                board.manifest().trusteeCount(),
                board.manifest().threshold());
        seat.waiting()
                .done("attempt " + board.attempt() + ": " + attempt.threshold() + " of " + attempt.trustees()
                        + " trustees; this is " + board.nameOf(trustee));
        // Kept with its first message, which is the first that anybody sees of it.
        return new AttemptSecrets(
                CeremonyTrustee.begin(attempt, trustee, seat.signingKey().publicKey(), seat.entropy()), null);
    }

    private void take(ElectionBoard board, AttemptSecrets attempt, CeremonyTrustee.Step step)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        if (step instanceof CeremonyTrustee.Step.Send send) {
            send(board, attempt, send.message());
        } else if (step instanceof CeremonyTrustee.Step.Wait wait) {
            seat.waiting()
                    .pause(wait.type() + " of "
                            + wait.trustees().stream().map(board::nameOf).collect(Collectors.joining(", ")));
        } else if (step instanceof CeremonyTrustee.Step.Ended ended) {
            throw new RefusedException("attempt " + board.attempt() + " ended with a complaint: "
                    + board.nameOf(ended.decision().atFault()) + " is at fault ("
                    + ended.decision().reason()
                    + "); run trustee ceremony again when the returning officer has published the next manifest");
        } else if (step instanceof CeremonyTrustee.Step.Refused refused) {
            throw new RefusedException("attempt " + board.attempt() + " is not in order ("
                    + refused.verdict().check() + "): "
                    + refused.verdict().reason() + "; " + board.nameOf(refused.trustee())
                    + " is to answer for it: tell the returning officer, who abandons the attempt");
        }
    }

    private void send(ElectionBoard board, AttemptSecrets attempt, Message message)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        if (outbox.send(board, seat.secrets().with(attempt), message)) {
            seat.waiting().done("sent " + message.type());
        } else {
            seat.waiting().pause("the board to show this trustee's " + message.type());
        }
    }

    private TrusteeShare finish(ElectionBoard board, AttemptSecrets attempt, TrusteeShare share)
            throws IOException, RefusedException {
        if (attempt.finished() == null) {
            seat.store(seat.secrets().with(attempt.finish(share.transcript(), share.secret())), board);
        }
        return seat.share(board);
    }
}
