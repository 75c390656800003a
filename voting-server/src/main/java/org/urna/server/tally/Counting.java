// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.group.Point;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.Tally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.ContestResults;
import org.urna.crypto.verify.RankedResults;
import org.urna.crypto.work.Work;

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

    /** Results with the files that they name, by their hashes. */
    record Counted(List<Result> results, Map<Hash, byte[]> files) {}

    /**
     * One result per contest, in manifest order.
     *
     * @param mixed what the last mixer put out, for the ranked tallies that are decrypted
     * @param factors the files that their held decryptions name
     */
    static Counted results(
            Closing closing,
            List<Action.CandidateWithdrawn> withdrawn,
            Map<Tally, Ciphertexts> mixed,
            Map<Hash, byte[]> factors) {
        Counting counting = new Counting(closing, withdrawn);
        List<Result> results = new ArrayList<>();
        Map<Hash, byte[]> files = new HashMap<>();
        for (Contest contest : closing.manifest().contests()) {
            if (contest instanceof RankedContest ranked) {
                RankedResults.Published published = counting.result(ranked, mixed, factors);
                results.add(published.result());
                files.putAll(published.artifacts());
            } else {
                results.add(counting.result((AdditiveContest) contest));
            }
        }
        return new Counted(results, files);
    }

    private List<Tally> tallies(Contest contest) {
        return closing.tallies().stream()
                .filter(tally -> tally.contest().equals(contest.id()))
                .toList();
    }

    private static TallySlot slot(Tally tally) {
        return new TallySlot(tally.contest(), tally.section(), tally.ballots(), tally.weight(), tally.counted());
    }

    private List<Integer> withdrawn(Contest contest) {
        return withdrawn.stream()
                .filter(each -> each.contest().equals(contest.id()))
                .map(Action.CandidateWithdrawn::candidate)
                .distinct()
                .sorted()
                .toList();
    }

    private Result result(AdditiveContest contest) {
        List<Tally> tallies = tallies(contest);
        Map<TallySlot, List<Long>> totals = new HashMap<>();
        for (Tally tally : tallies) {
            if (tally.counted()) {
                totals.put(slot(tally), totals(contest, tally));
            }
        }
        return ContestResults.of(
                closing.election(),
                contest,
                tallies.stream().map(Counting::slot).toList(),
                totals,
                withdrawn(contest),
                lots);
    }

    private RankedResults.Published result(
            RankedContest contest, Map<Tally, Ciphertexts> mixed, Map<Hash, byte[]> factors) {
        List<Tally> tallies = tallies(contest);
        Map<TallySlot, List<DecodedRanking>> rankings = new HashMap<>();
        for (Tally tally : tallies) {
            Ciphertexts last = mixed.get(tally);
            if (last != null) {
                SortedMap<Integer, DecryptionShare> shares = new TreeMap<>();
                for (Decryption decryption : held(tally)) {
                    shares.put(decryption.trustee(), share(decryption, factors));
                }
                List<Point> points = TallyDecryption.points(
                        RankedChecks.encrypted(closing, tally.contest(), tally.section(), last),
                        shares,
                        Work.ofCaller());
                rankings.put(slot(tally), RankedResults.decode(RankingCode.of(contest), points, Work.ofCaller()));
            }
        }
        return RankedResults.of(
                closing.election(),
                contest,
                tallies.stream().map(Counting::slot).toList(),
                rankings,
                withdrawn(contest),
                lots);
    }

    private static DecryptionShare share(Decryption decryption, Map<Hash, byte[]> factors) {
        Decryption.Stored stored = (Decryption.Stored) decryption.factors();
        byte[] bytes = Objects.requireNonNull(factors.get(stored.artifact().sha256()));
        try {
            return new DecryptionShare(DecryptionShare.readFactors(bytes), decryption.proof());
        } catch (MalformedException e) {
            throw new IllegalStateException("factors that were verified are damaged: " + e.getMessage(), e);
        }
    }

    private List<Decryption> held(Tally tally) {
        return closing.held().stream()
                .map(held -> (Decryption) held.message())
                .filter(decryption -> decryption.contest().equals(tally.contest())
                        && decryption.section().equals(tally.section()))
                .toList();
    }

    private List<Long> totals(AdditiveContest contest, Tally tally) {
        Map<Integer, DecryptionShare> shares = new TreeMap<>();
        for (Decryption decryption : held(tally)) {
            shares.put(
                    decryption.trustee(),
                    new DecryptionShare(Objects.requireNonNull(decryption.points()), decryption.proof()));
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
