// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Trustees' parts of the decryption ({@code docs/protocol.md} §10): check {@code decryption}. */
final class Decryptions {

    private final ElectionState state;
    private final Findings findings;
    private final Map<TallySlot, Map<Integer, DecryptionShare>> shares = new HashMap<>();

    Decryptions(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, Decryption decryption, boolean authentic) {
        findings.checked(Check.DECRYPTION, 1);
        TallySlot slot = slot(decryption);
        Verdict verdict = authentic ? verdict(decryption, slot) : reject("the signature is not the trustee's");
        if (verdict instanceof Verdict.Rejected rejected) {
            findings.note(
                    Check.DECRYPTION,
                    "entry " + posted.index() + ", contest " + decryption.contest() + ": the decryption of trustee "
                            + decryption.trustee() + " is ignored: " + rejected.reason());
        } else if (slot != null) {
            shares.computeIfAbsent(slot, key -> new TreeMap<>()).putIfAbsent(decryption.trustee(), share(decryption));
        }
    }

    private @Nullable TallySlot slot(Decryption decryption) {
        return state.tallies().keySet().stream()
                .filter(slot -> slot.contest().equals(decryption.contest())
                        && slot.section().equals(decryption.section()))
                .findFirst()
                .orElse(null);
    }

    private Verdict verdict(Decryption decryption, @Nullable TallySlot slot) {
        EncryptedTally tally = slot == null ? null : state.tallies().get(slot);
        if (tally == null) {
            return reject("there is nothing to decrypt for this contest and section");
        }
        if (!decryption.anchor().equals(state.election())) {
            return reject("it is for another election");
        }
        if (!state.agreed().containsKey(decryption.trustee())) {
            return reject("the trustee has not agreed on the board");
        }
        Point v = state.key().v(decryption.trustee());
        return share(decryption).verify(tally, decryption.trustee(), v);
    }

    private static DecryptionShare share(Decryption decryption) {
        List<Point> factors = decryption.points();
        return new DecryptionShare(factors == null ? List.of() : factors, decryption.proof());
    }

    private static Verdict reject(String reason) {
        return Verdict.reject(Check.DECRYPTION.id(), reason);
    }

    /** The decrypted totals of a tally, options and then the blank; nothing if they cannot be had. */
    Optional<List<Long>> totals(TallySlot slot) {
        EncryptedTally tally = state.tallies().get(slot);
        Contest contest = state.manifest().contest(slot.contest()).orElse(null);
        if (tally == null || !(contest instanceof AdditiveContest additive)) {
            return Optional.empty();
        }
        long most = Math.multiplyExact(slot.weight(), (long) additive.maxPerOption());
        return TallyDecryption.of(
                        tally,
                        state.key(),
                        state.manifest().threshold(),
                        shares.getOrDefault(slot, Map.of()),
                        DiscreteLog.upTo(most))
                .totals();
    }

    /** Whether there are enough for every tally. */
    void finish(Phase phase) {
        if (phase.compareTo(Phase.DECRYPTING) <= 0 || phase == Phase.VOID) {
            return;
        }
        int needed = state.manifest().threshold();
        for (TallySlot slot : state.tallies().keySet()) {
            int valid = shares.getOrDefault(slot, Map.of()).size();
            if (valid < needed) {
                findings.fail(
                        Check.DECRYPTION,
                        valid + " valid decryptions of contest " + slot.contest()
                                + (slot.section().isEmpty() ? "" : ", section " + slot.section()) + " where " + needed
                                + " are needed");
            }
        }
    }
}
