// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.crypto.verify.ClosedBoard;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Outbox;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.terminal.Meter;
import org.urna.trustee.terminal.Terminal;

/**
 * Decrypts the sums of the board that enough trustees have agreed on, this one among them, as this program itself adds them up, and of
 * ranked contests what the last mixer put out; never anything else, and nothing before all of it is mixed.
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
     * A tally whose decryption was handed over.
     *
     * @param contest manifest id
     * @param section manifest id, empty where the contest is tallied undivided
     * @param ranked whether it is of mixed ballots
     * @param ciphertexts how many were decrypted
     */
    public record Decrypted(String contest, String section, boolean ranked, int ciphertexts) {}

    /**
     * What came of it.
     *
     * @param election {@code E}
     * @param trustee index, from 1
     * @param tallies in the order of the board
     */
    public record Done(Hash election, int trustee, List<Decrypted> tallies) {
        public Done {
            tallies = List.copyOf(tallies);
        }
    }

    /** Hands over this trustee's share in the decryption of every tally that is counted. */
    public Done run() throws IOException, RefusedException, MalformedException, InterruptedException {
        AgreedRoot root = election.agreedBefore();
        ElectionBoard board = awaitMixed(root);
        if (board.last(EntryType.PUBLISH).isPresent()) {
            seat.waiting().done("the result is published already");
        }
        TrusteeShare share = election.share(board);
        ClosedBoard closed = election.verifiedAs(root, board, share);
        if (!closed.isMixed()) {
            throw new RefusedException("not every ranked contest is mixed as often as the manifest asks for: "
                    + "nothing is decrypted; keep the board and tell the other trustees");
        }
        List<Decrypted> done = new ArrayList<>();
        for (Map.Entry<TallySlot, EncryptedTally> each : closed.tallies().entrySet()) {
            boolean ranked = closed.mixes().containsKey(each.getKey());
            EncryptedTally tally = each.getValue();
            send(board, share, tally, ranked);
            done.add(new Decrypted(
                    tally.contest(),
                    tally.section(),
                    ranked,
                    tally.ciphertexts().size()));
        }
        return new Done(root.election(), share.trustee(), done);
    }

    private ElectionBoard awaitMixed(AgreedRoot root)
            throws RefusedException, MalformedException, InterruptedException {
        while (true) {
            ElectionBoard board = election.awaitAgreement(root);
            List<MixPart> unfinished = MixTurns.of(board, root).unfinished();
            if (unfinished.isEmpty()) {
                return board;
            }
            seat.waiting()
                    .pause(board.manifest().mixers() + " trustees to mix "
                            + unfinished.stream().map(MixPart::toString).collect(Collectors.joining("; "))
                            + " (trustee mix)");
        }
    }

    private void send(ElectionBoard board, TrusteeShare share, EncryptedTally tally, boolean ranked)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        MixPart part = new MixPart(tally.contest(), tally.section());
        DecryptionShare made = prove(tally, share, seat.waiting().meter(part.toString()));
        List<byte[]> files = ranked ? List.of(made.writeFactors()) : List.of();
        Decryption.Factors factors =
                ranked ? new Decryption.Stored(Artifact.of(files.get(0))) : new Decryption.Inline(made.factors());
        if (ranked) {
            requireNoOther(tally, part, factors);
        }
        Decryption message = new Decryption(
                tally.election(), tally.contest(), tally.section(), share.trustee(), factors, made.proof());
        outbox.send(board, seat.secrets(), message, files);
        seat.waiting().done("sent decryption of " + part);
    }

    private DecryptionShare prove(EncryptedTally tally, TrusteeShare share, Meter meter) {
        try (Cores cores = new Cores()) {
            return DecryptionShare.prove(tally, share.trustee(), share.secret(), seat.entropy(), cores.work(meter));
        }
    }

    /** The factors depend on nothing but the ciphertexts: others than before are of another chain of shuffles. */
    private void requireNoOther(EncryptedTally tally, MixPart part, Decryption.Factors factors)
            throws RefusedException {
        for (Decryption kept : outbox.kept(Decryption.class)) {
            boolean same =
                    kept.anchor().equals(tally.election()) && new MixPart(kept.contest(), kept.section()).equals(part);
            if (same && !kept.factors().equals(factors)) {
                throw new RefusedException("this trustee has decrypted another mix of " + part
                        + ", and never decrypts a second one: keep the board and tell the other trustees");
            }
        }
    }
}
