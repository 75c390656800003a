// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.io.IOException;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.threshold.LotShares;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.crypto.verify.ClosedBoard;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Outbox;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.terminal.Terminal;

/**
 * Agrees on one board, and for this election never on another: the root is in the key file before the agreement leaves. Then gives
 * this trustee's part of the lots.
 */
public final class Agreement {

    private final Seat seat;
    private final ClosedElection election;
    private final Outbox outbox;

    /** @param terminal where the verdicts are shown */
    public Agreement(Seat seat, Terminal terminal) {
        this.seat = seat;
        this.election = new ClosedElection(seat, terminal);
        this.outbox = new Outbox(seat);
    }

    /** Asks the person whether to sign what was verified. */
    @FunctionalInterface
    public interface Question {
        /** Whether the answer is yes. */
        boolean ask(AgreedRoot root, long ballots) throws RefusedException;
    }

    /**
     * Verifies, asks, agrees.
     *
     * @return the root agreed to
     * @throws RefusedException if anything fails, or the answer is no, or this trustee has agreed to another root
     */
    public AgreedRoot agree(Question question)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        ElectionBoard board = election.awaitTallies();
        TrusteeShare share = election.share(board);
        ClosedBoard closed = election.verified(board);
        AgreedRoot root = ClosedElection.root(closed);
        var secrets = seat.secrets().with(root); // refuses a second root before anybody is asked
        requireNoOther(board, share.trustee(), root);
        long ballots =
                closed.slots().stream().mapToLong(slot -> slot.ballots()).max().orElse(0);
        if (seat.secrets().agreed() == null && !question.ask(root, ballots)) {
            throw new RefusedException("not signed, and nothing was sent: run trustee agree again to sign");
        }
        if (!ClosedElection.agreed(board, root).contains(share.trustee())) {
            TallyAgreement agreement = new TallyAgreement(
                    root.election(),
                    share.trustee(),
                    root.size(),
                    root.root(),
                    closed.ballots(),
                    closed.checkpoint().write());
            outbox.send(board, secrets, agreement);
            seat.waiting().done("sent tally-agreement");
        }
        return root;
    }

    /** Gives this trustee's part of the lots, once enough trustees have agreed. */
    public void drawLots(AgreedRoot root)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        ElectionBoard board = election.awaitAgreement(root);
        TrusteeShare share = election.share(board);
        boolean drawn = board.messages(Lot.class).stream().anyMatch(lot -> lot.trustee() == share.trustee());
        if (!drawn) {
            outbox.send(
                    board,
                    seat.secrets(),
                    LotShares.prove(root.election(), share.trustee(), share.secret(), seat.entropy()));
            seat.waiting().done("sent lot");
        }
    }

    /** A key file restored from before its agreement does not know it; the board does. */
    private static void requireNoOther(ElectionBoard board, int trustee, AgreedRoot root) throws RefusedException {
        for (TallyAgreement each : board.messages(TallyAgreement.class)) {
            AgreedRoot other = new AgreedRoot(each.anchor(), each.size(), each.root());
            if (each.trustee() == trustee && !other.equals(root)) {
                throw new RefusedException("the board has an agreement of this trustee to another root: "
                        + "keep it and tell the other trustees");
            }
        }
    }
}
