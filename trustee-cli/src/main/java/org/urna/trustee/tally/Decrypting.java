// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.io.IOException;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.crypto.verify.ClosedBoard;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Outbox;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.terminal.Terminal;

/**
 * Decrypts the sums of the board that enough trustees have agreed on, this one among them, as this program itself adds them up; never
 * anything else.
 */
public final class Decrypting {

    private final Seat seat;
    private final ClosedElection election;
    private final Outbox outbox;

    /** @param terminal where the verdicts are shown */
    public Decrypting(Seat seat, Terminal terminal) {
        this.seat = seat;
        this.election = new ClosedElection(seat, terminal);
        this.outbox = new Outbox(seat);
    }

    /**
     * Hands over this trustee's share in the decryption of every tally that is counted.
     *
     * @return how many there are
     */
    public int run() throws IOException, RefusedException, MalformedException, InterruptedException {
        ElectionBoard first = seat.board();
        Hash sealed = first.election().orElseThrow(() -> new RefusedException("the election is not sealed yet"));
        AgreedRoot root = seat.secrets().agreed();
        if (root == null || !root.election().equals(sealed)) {
            throw new RefusedException(
                    "this trustee has not agreed on a board of this election: run trustee agree first");
        }
        ElectionBoard board = election.awaitAgreement(root);
        if (board.last(EntryType.PUBLISH).isPresent()) {
            seat.waiting().done("the result is published already");
        }
        TrusteeShare share = election.share(board);
        ClosedBoard closed = election.verified(board);
        if (!ClosedElection.root(closed).equals(root)
                || !closed.isAgreed()
                || !closed.agreed().contains(share.trustee())) {
            throw new RefusedException("the board is not the one that this trustee has agreed to with enough others: "
                    + "nothing is decrypted; keep it and tell the other trustees");
        }
        for (EncryptedTally tally : closed.tallies().values()) {
            send(board, share, tally);
        }
        return closed.tallies().size();
    }

    private void send(ElectionBoard board, TrusteeShare share, EncryptedTally tally)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        DecryptionShare made = DecryptionShare.prove(tally, share.trustee(), share.secret(), seat.entropy());
        outbox.send(
                board,
                seat.secrets(),
                new Decryption(
                        tally.election(),
                        tally.contest(),
                        tally.section(),
                        share.trustee(),
                        new Decryption.Inline(made.factors()),
                        made.proof()));
        seat.waiting()
                .done("sent decryption of " + tally.contest()
                        + (tally.section().isEmpty() ? "" : ", section " + tally.section()));
    }
}
