// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Tally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.ContestResults;

/** Decrypts the held tallies and counts. Takes up to seconds: call it on a worker thread. */
final class Counting {

    private final Closing closing;
    private final List<Action.CandidateWithdrawn> withdrawn;
    private final Lots lots;

    private Counting(Closing closing, List<Action.CandidateWithdrawn> withdrawn) {
        this.closing = closing;
        this.withdrawn = withdrawn;
        Map<Integer, Point> shares = new TreeMap<>();
        closing.lots().forEach((trustee, lot) -> shares.put(trustee, lot.value()));
        this.lots = Lots.combine(shares);
    }

    /** One result per contest, in manifest order. */
    static List<Result> results(Closing closing, List<Action.CandidateWithdrawn> withdrawn) {
        Counting counting = new Counting(closing, withdrawn);
        List<Result> results = new ArrayList<>();
        for (Contest contest : closing.manifest().contests()) {
            results.add(counting.result((AdditiveContest) contest));
        }
        return results;
    }

    private Result result(AdditiveContest contest) {
        List<TallySlot> slots = new ArrayList<>();
        Map<TallySlot, List<Long>> totals = new HashMap<>();
        for (Tally tally : closing.tallies()) {
            if (tally.contest().equals(contest.id())) {
                TallySlot slot = new TallySlot(
                        tally.contest(), tally.section(), tally.ballots(), tally.weight(), tally.counted());
                slots.add(slot);
                if (tally.counted()) {
                    totals.put(slot, totals(contest, tally));
                }
            }
        }
        List<Integer> out = withdrawn.stream()
                .filter(each -> each.contest().equals(contest.id()))
                .map(Action.CandidateWithdrawn::candidate)
                .distinct()
                .sorted()
                .toList();
        return ContestResults.of(closing.election(), contest, slots, totals, out, lots);
    }

    private List<Long> totals(AdditiveContest contest, Tally tally) {
        Map<Integer, DecryptionShare> shares = new TreeMap<>();
        for (SignedMessage held : closing.held()) {
            Decryption decryption = (Decryption) held.message();
            if (decryption.contest().equals(tally.contest())
                    && decryption.section().equals(tally.section())) {
                shares.put(
                        decryption.trustee(),
                        new DecryptionShare(Objects.requireNonNull(decryption.points()), decryption.proof()));
            }
        }
        long most = Math.multiplyExact(tally.weight(), (long) contest.maxPerOption());
        return TallyDecryption.of(
                        ClosingChecks.encrypted(closing, tally),
                        closing.key(),
                        closing.manifest().threshold(),
                        shares,
                        DiscreteLog.upTo(most))
                .totals()
                .orElseThrow(() -> new IllegalStateException("verified decryptions give no total"));
    }
}
