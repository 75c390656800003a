// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.Map;
import java.util.TreeMap;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Lot;
import org.urna.crypto.threshold.LotShares;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** The drawing of lots ({@code docs/protocol.md} §10): check {@code lot}. */
final class LotDrawing {

    private final ElectionState state;
    private final Findings findings;
    private final Map<Integer, Point> shares = new TreeMap<>();

    LotDrawing(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, Lot lot, boolean authentic) {
        findings.checked(Check.LOT, 1);
        Verdict verdict = verdict(lot, authentic);
        if (verdict.isAccepted() && shares.putIfAbsent(lot.trustee(), lot.value()) != null) {
            verdict = Verdict.reject(Check.LOT.id(), "the trustee has drawn already");
        }
        if (verdict instanceof Verdict.Rejected rejected) {
            findings.note(
                    Check.LOT,
                    "entry " + posted.index() + ": the lot of trustee " + lot.trustee() + " is ignored: "
                            + rejected.reason());
            return;
        }
        if (shares.size() >= state.manifest().threshold() && !state.hasLots()) {
            state.setLots(Lots.combine(shares));
        }
    }

    private Verdict verdict(Lot lot, boolean authentic) {
        if (!authentic) {
            return Verdict.reject(Check.LOT.id(), "the signature is not the trustee's");
        }
        if (!state.agreed().containsKey(lot.trustee())) {
            return Verdict.reject(Check.LOT.id(), "the trustee has not agreed on the board");
        }
        return LotShares.verify(state.election(), state.key().v(lot.trustee()), lot);
    }

    /** Whether enough trustees drew. */
    void finish(Phase phase) {
        int needed = phase.compareTo(Phase.DECRYPTING) >= 0 && phase != Phase.VOID
                ? state.manifest().threshold()
                : 0;
        if (shares.size() < needed) {
            findings.fail(Check.LOT, shares.size() + " valid lots where " + needed + " are needed");
        }
    }
}
