// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.RankedContest;
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
    private final Context context;
    private final Map<TallySlot, SortedMap<Integer, DecryptionShare>> shares = new HashMap<>();

    Decryptions(Context context) {
        this.context = context;
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Posted posted, Decryption decryption, boolean authentic) {
        findings.checked(Check.DECRYPTION, 1);
        TallySlot slot = slot(decryption);
        DecryptionShare share = share(posted.index(), decryption, slot);
        Verdict verdict = authentic ? verdict(decryption, slot, share) : reject("the signature is not the trustee's");
        if (verdict instanceof Verdict.Rejected rejected) {
            ignore(posted, decryption, rejected.reason());
        } else if (slot != null && share != null) {
            Map<Integer, DecryptionShare> valid = shares.computeIfAbsent(slot, key -> new TreeMap<>());
            if (valid.putIfAbsent(decryption.trustee(), share) != null) {
                ignore(posted, decryption, "the trustee has decrypted this already");
            }
        }
    }

    private void ignore(Posted posted, Decryption decryption, String reason) {
        findings.note(
                Check.DECRYPTION,
                "entry " + posted.index() + ", contest " + decryption.contest() + ": the decryption of trustee "
                        + decryption.trustee() + " is ignored: " + reason);
    }

    private @Nullable TallySlot slot(Decryption decryption) {
        return state.tallies().keySet().stream()
                .filter(slot -> slot.contest().equals(decryption.contest())
                        && slot.section().equals(decryption.section()))
                .findFirst()
                .orElse(null);
    }

    private Verdict verdict(Decryption decryption, @Nullable TallySlot slot, @Nullable DecryptionShare share) {
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
        if (share == null) {
            return reject("its factors are not in the form of the contest, or not as many as ciphertexts");
        }
        Point v = state.key().v(decryption.trustee());
        return share.verify(tally, decryption.trustee(), v, context.work());
    }

    /** The share as published; null if its factors are in the wrong form or of another number. */
    private @Nullable DecryptionShare share(long entry, Decryption decryption, @Nullable TallySlot slot) {
        boolean ranked = slot != null && state.mixes().containsKey(slot);
        if (decryption.factors() instanceof Decryption.Stored stored) {
            EncryptedTally tally = slot == null ? null : state.tallies().get(slot);
            long length = tally == null ? -1 : (long) tally.ciphertexts().size() * Point.BYTES;
            if (!ranked || stored.artifact().length() != length) {
                context.artifacts().require(entry, stored.artifact());
                return null;
            }
            try {
                byte[] bytes = context.artifacts().bytes(entry, stored.artifact(), Integer.MAX_VALUE);
                return new DecryptionShare(DecryptionShare.readFactors(bytes), decryption.proof());
            } catch (MalformedException e) {
                return null;
            }
        }
        List<Point> points = decryption.points();
        return ranked || points == null ? null : new DecryptionShare(points, decryption.proof());
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
                        shares.getOrDefault(slot, new TreeMap<>()),
                        DiscreteLog.upTo(most))
                .totals();
    }

    /** The decrypted ballots of a ranked contest or section, in the order of the last output; nothing if they cannot be had. */
    Optional<List<DecodedRanking>> rankings(TallySlot slot) {
        Contest contest = state.manifest().contest(slot.contest()).orElse(null);
        if (!(contest instanceof RankedContest ranked)) {
            return Optional.empty();
        }
        if (slot.ballots() == 0) {
            return Optional.of(List.of());
        }
        EncryptedTally tally = state.tallies().get(slot);
        SortedMap<Integer, DecryptionShare> valid = shares.getOrDefault(slot, new TreeMap<>());
        if (tally == null || valid.size() < state.manifest().threshold()) {
            return Optional.empty();
        }
        List<Point> points = TallyDecryption.points(tally, valid, context.work());
        return Optional.of(RankedResults.decode(RankingCode.of(ranked), points, context.work()));
    }

    /** Trustees of whom at least one decryption holds. */
    Set<Integer> trustees() {
        Set<Integer> all = new TreeSet<>();
        shares.values().forEach(of -> all.addAll(of.keySet()));
        return all;
    }

    /** Whether there are enough for every tally. */
    void finish(Phase phase) {
        if (phase.compareTo(Phase.DECRYPTING) <= 0 || phase == Phase.VOID) {
            return;
        }
        int needed = state.manifest().threshold();
        Set<TallySlot> all = new LinkedHashSet<>(state.tallies().keySet());
        all.addAll(state.mixes().keySet());
        for (TallySlot slot : all) {
            int valid = shares.getOrDefault(slot, new TreeMap<>()).size();
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
