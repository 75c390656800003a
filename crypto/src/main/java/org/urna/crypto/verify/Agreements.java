// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Trustees agree on one board before they decrypt ({@code docs/protocol.md} §10): check {@code tally-agreement}. */
final class Agreements {

    private final ElectionState state;
    private final Findings findings;

    Agreements(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, TallyAgreement agreement, boolean authentic) {
        findings.checked(Check.TALLY_AGREEMENT, 1);
        String fault = authentic ? fault(posted.index(), agreement) : "the signature is not the trustee's";
        if (fault == null && state.agreed().putIfAbsent(agreement.trustee(), posted.index()) != null) {
            fault = "the trustee has agreed already";
        }
        if (fault != null) {
            findings.note(
                    Check.TALLY_AGREEMENT,
                    "entry " + posted.index() + ": the agreement of trustee " + agreement.trustee() + " is ignored: "
                            + fault);
        }
    }

    private @Nullable String fault(long index, TallyAgreement agreement) {
        if (!agreement.anchor().equals(state.election())) {
            return "it is for another election";
        }
        SignedCheckpoint signed = open(agreement);
        if (signed == null) {
            return "its checkpoint does not have the board's two signatures and no other";
        }
        ElectionState.Closed closed = state.closed();
        boolean same = signed.checkpoint().size() == closed.size()
                && signed.checkpoint().root().equals(closed.root());
        if (!same && signed.checkpoint().size() == closed.size()) {
            findings.fail(
                    Check.TALLY_AGREEMENT,
                    index,
                    "",
                    "the board signed two roots of size " + closed.size() + ": proof of a fork");
        }
        if (!same
                || agreement.size() != closed.size()
                || !Arrays.equals(agreement.root().bytes(), closed.root().bytes())) {
            return "it is for another size or root";
        }
        return agreement.ballots().equals(expected()) ? null : "its numbers of ballots are others";
    }

    private List<TallyAgreement.BallotCount> expected() {
        List<TallyAgreement.BallotCount> counts = new ArrayList<>();
        for (TallySlot slot : state.slots()) {
            counts.add(new TallyAgreement.BallotCount(slot.contest(), slot.section(), slot.ballots()));
        }
        return counts;
    }

    private @Nullable SignedCheckpoint open(TallyAgreement agreement) {
        try {
            Note note = Note.parse(agreement.checkpoint());
            CheckpointVerifier verifier = BoardKeys.verifier(state.manifest());
            return note.signatures().size() == 2 && verifier.open(note) instanceof CheckpointVerifier.Result.Valid valid
                    ? valid.signed()
                    : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    /** Whether enough trustees agreed. */
    void finish(Phase phase) {
        if (phase.compareTo(Phase.DRAWING) >= 0 && phase != Phase.VOID) {
            Set<Integer> agreed = new TreeSet<>(state.agreed().keySet());
            int needed = state.manifest().threshold();
            if (agreed.size() < needed) {
                findings.fail(
                        Check.TALLY_AGREEMENT, agreed.size() + " valid agreements where " + needed + " are needed");
            }
        }
    }
}
