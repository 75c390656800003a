// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.ClosedBoard;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Outcome;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.terminal.Terminal;

/** An election after voting, seen from one trustee's seat. */
final class ClosedElection {

    private final Seat seat;
    private final Terminal terminal;

    ClosedElection(Seat seat, Terminal terminal) {
        this.seat = seat;
        this.terminal = terminal;
    }

    /** Waits until voting is over and the server has added up the ballots. */
    ElectionBoard awaitTallies() throws RefusedException, MalformedException, InterruptedException {
        while (true) {
            ElectionBoard board = seat.board();
            if (board.last(EntryType.VOID).isPresent()) {
                throw new RefusedException("the election was abandoned: there is nothing to decrypt");
            }
            if (board.closed().isPresent() && isTallied(board)) {
                return board;
            }
            seat.waiting().pause(board.closed().isPresent() ? "the server to add up the ballots" : "voting to end");
        }
    }

    /** As far as can be seen without the ballots; the verification sees the rest. */
    private static boolean isTallied(ElectionBoard board) {
        Set<String> tallied = board.entries().stream()
                .map(ElectionBoard.Placed::entry)
                .filter(TallyEntry.class::isInstance)
                .map(entry -> ((TallyEntry) entry).body())
                .map(Tally::contest)
                .collect(Collectors.toSet());
        return board.manifest().contests().stream().allMatch(contest -> tallied.contains(contest.id()));
    }

    /** This trustee's share, if the set-up seals the ceremony that it belongs to. */
    TrusteeShare share(ElectionBoard board) throws RefusedException {
        TrusteeShare share = seat.share(board);
        Action.Setup setup = board.setup().orElseThrow(() -> new RefusedException("the election is not sealed"));
        Verdict sealed =
                share.checkSetup(setup.attempt(), setup.transcript(), setup.electionKey(), setup.verificationKeys());
        if (sealed instanceof Verdict.Rejected rejected) {
            throw new RefusedException(rejected.reason() + ": keep the board and tell the other trustees");
        }
        return share;
    }

    /**
     * Verifies the whole board and shows what came of it.
     *
     * @param board that the result must agree with, and with it everything that this trustee has ever seen
     * @throws RefusedException if anything fails
     */
    ClosedBoard verified(ElectionBoard board) throws RefusedException, MalformedException, InterruptedException {
        Hash election = board.election().orElseThrow();
        terminal.progress("verifying the board, ballot by ballot");
        BoardFiles files = seat.waiting().reach(() -> BoardFiles.now(seat.place()));
        Verified verified;
        try (Cores cores = new Cores()) {
            // The set-up is the one that this trustee's own ceremony gave: an anchor of its own.
            verified = Verification.run(files, Anchors.ofFingerprint(election), cores.resources(seat.entropy()));
        }
        Verdicts.show(terminal, verified.report());
        Optional<ClosedBoard> closed = verified.closed();
        if (closed.isEmpty() || verified.report().overall() == Outcome.FAIL) {
            throw new RefusedException("the board does not verify: nothing is signed; "
                    + "keep it (verifier mirror) and tell the other trustees and the officers");
        }
        requireSame(board, closed.get());
        return closed.get();
    }

    /**
     * What this trustee has agreed to in this election.
     *
     * @throws RefusedException if nothing yet
     */
    AgreedRoot agreedBefore() throws RefusedException, MalformedException, InterruptedException {
        Hash sealed = seat.board().election().orElseThrow(() -> new RefusedException("the election is not sealed yet"));
        AgreedRoot root = seat.secrets().agreed();
        if (root == null || !root.election().equals(sealed)) {
            throw new RefusedException(
                    "this trustee has not agreed on a board of this election: run trustee agree first");
        }
        return root;
    }

    /** As the key file can know of an agreement that has never left. */
    void requireOwnAgreement(ElectionBoard board, AgreedRoot root, int trustee) throws RefusedException {
        if (!agreed(board, root).contains(trustee)) {
            throw new RefusedException("the agreement of this trustee is not on the board: run trustee agree again");
        }
    }

    /**
     * As {@link #verified}.
     *
     * @throws RefusedException besides, if it is not the board that this trustee has agreed to, with enough others
     */
    ClosedBoard verifiedAs(AgreedRoot root, ElectionBoard board, TrusteeShare share)
            throws RefusedException, MalformedException, InterruptedException {
        ClosedBoard closed = verified(board);
        if (!root(closed).equals(root) || !closed.isAgreed() || !closed.agreed().contains(share.trustee())) {
            throw new RefusedException("the board is not the one that this trustee has agreed to with enough others: "
                    + "nothing is mixed or decrypted; keep it and tell the other trustees");
        }
        return closed;
    }

    private static void requireSame(ElectionBoard board, ClosedBoard closed) throws RefusedException {
        Hash root = Hash.of(closed.root().bytes());
        if (!closed.election().equals(board.election().orElseThrow())
                || !root.equals(board.closed().orElseThrow())) {
            throw new RefusedException(
                    "the board that was verified is not the one that was followed: the server shows two; "
                            + "keep both and tell the other trustees");
        }
    }

    /** What this trustee agrees to when it agrees to {@code closed}. */
    static AgreedRoot root(ClosedBoard closed) {
        return new AgreedRoot(
                closed.election(), closed.size(), Hash.of(closed.root().bytes()));
    }

    /** Trustees whose signed agreement to {@code root} is on the board, in the order of the log. */
    static Set<Integer> agreed(ElectionBoard board, AgreedRoot root) {
        Map<Integer, VerificationKey> keys = new HashMap<>();
        for (MessageEntry entry : board.ceremony()) {
            if (entry.message() instanceof TrusteeKeys own) {
                keys.putIfAbsent(own.trustee(), own.signingKey());
            }
        }
        Set<Integer> agreed = new LinkedHashSet<>();
        for (MessageEntry entry : agreements(board)) {
            TallyAgreement agreement = (TallyAgreement) entry.message();
            VerificationKey key = keys.get(agreement.trustee());
            boolean same = new AgreedRoot(agreement.anchor(), agreement.size(), agreement.root()).equals(root);
            if (key != null
                    && same
                    && DetachedJws.verify(entry.signature(), key, agreement.signatureType(), entry.signedBytes())
                            .isAccepted()) {
                agreed.add(agreement.trustee());
            }
        }
        return agreed;
    }

    private static List<MessageEntry> agreements(ElectionBoard board) {
        List<MessageEntry> agreements = new ArrayList<>();
        for (ElectionBoard.Placed each : board.entries()) {
            if (each.entry() instanceof MessageEntry entry && entry.type() == EntryType.TALLY_AGREEMENT) {
                agreements.add(entry);
            }
        }
        return agreements;
    }

    /** Waits until enough trustees have agreed to {@code root}. */
    ElectionBoard awaitAgreement(AgreedRoot root) throws RefusedException, MalformedException, InterruptedException {
        while (true) {
            ElectionBoard board = seat.board();
            Set<Integer> agreed = agreed(board, root);
            int needed = board.manifest().threshold();
            if (agreed.size() >= needed) {
                return board;
            }
            seat.waiting().pause(agreed.size() + " of " + needed + " trustees have agreed on the board");
        }
    }
}
