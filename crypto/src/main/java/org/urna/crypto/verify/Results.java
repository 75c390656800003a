// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Final;
import org.urna.crypto.record.FinalEntry;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** What came out: checks {@code result} and {@code final}. */
final class Results {

    private final ElectionState state;
    private final Findings findings;
    private final Context context;
    private final Decryptions decryptions;
    private final List<Result> computed = new ArrayList<>();
    private int next;

    Results(Context context, Decryptions decryptions) {
        this.context = context;
        this.state = context.state();
        this.findings = context.findings();
        this.decryptions = decryptions;
    }

    /** Results as computed here, not as published. */
    List<Result> computed() {
        return List.copyOf(computed);
    }

    void on(Posted posted, ResultEntry entry) {
        findings.checked(Check.RESULT, 1);
        Result published = entry.body();
        long index = posted.index();
        List<Contest> contests = state.manifest().contests();
        if (next >= contests.size()
                || !published.contest().equals(contests.get(next).id())) {
            findings.fail(Check.RESULT, index, published.contest(), "the result is not of the contest that comes here");
            return;
        }
        Contest contest = contests.get(next++);
        if (published instanceof RankedResult ranked && ranked.rankings() != null && ranked.count() != null) {
            context.artifacts().require(index, ranked.rankings());
            context.artifacts().require(index, ranked.count());
        }
        Result result = contest instanceof AdditiveContest additive
                ? compute(index, additive)
                : compute(index, (RankedContest) contest);
        if (result == null) {
            return;
        }
        computed.add(result);
        if (!result.equals(published)) {
            findings.fail(
                    Check.RESULT,
                    index,
                    contest.id(),
                    "the result is not what the decryptions give: " + difference(result, published));
        }
    }

    private List<TallySlot> slots(Contest contest) {
        return state.slots().stream()
                .filter(slot -> slot.contest().equals(contest.id()))
                .toList();
    }

    private @Nullable RankedResult compute(long index, RankedContest contest) {
        List<TallySlot> slots = slots(contest);
        Map<TallySlot, List<DecodedRanking>> rankings = new HashMap<>();
        for (TallySlot slot : slots) {
            if (slot.counted()) {
                List<DecodedRanking> found = decryptions.rankings(slot).orElse(null);
                if (found == null) {
                    findings.fail(Check.RESULT, index, contest.id(), "the ballots cannot be decrypted");
                    return null;
                }
                rankings.put(slot, found);
            }
        }
        return RankedResults.of(state.election(), contest, slots, rankings, state.withdrawn(contest.id()), state.lots())
                .result();
    }

    private @Nullable AdditiveResult compute(long index, AdditiveContest contest) {
        List<TallySlot> slots = slots(contest);
        Map<TallySlot, List<Long>> totals = new HashMap<>();
        for (TallySlot slot : slots) {
            decryptions.totals(slot).ifPresent(found -> totals.put(slot, found));
            if (slot.counted() && !totals.containsKey(slot)) {
                findings.fail(Check.RESULT, index, contest.id(), "the totals cannot be decrypted");
                return null;
            }
        }
        return ContestResults.of(state.election(), contest, slots, totals, state.withdrawn(contest.id()), state.lots());
    }

    private static String difference(Result ours, Result theirs) {
        if (ours instanceof AdditiveResult additive && theirs instanceof AdditiveResult other) {
            return difference(additive, other);
        }
        return ours instanceof RankedResult ranked && theirs instanceof RankedResult other
                ? difference(ranked, other)
                : "kind";
    }

    private static String difference(RankedResult ours, RankedResult other) {
        if (!ours.total().equals(other.total()) || !ours.sections().equals(other.sections())) {
            return "ballots";
        }
        if (!Objects.equals(ours.rankings(), other.rankings())) {
            return "rankings";
        }
        if (!ours.elected().equals(other.elected())) {
            return "elected";
        }
        return Objects.equals(ours.count(), other.count()) ? "terms" : "count";
    }

    private static String difference(AdditiveResult ours, AdditiveResult other) {
        if (!ours.total().equals(other.total()) || !ours.sections().equals(other.sections())) {
            return "votes";
        }
        if (!ours.elected().equals(other.elected())) {
            return "elected";
        }
        return ours.ties().equals(other.ties()) ? "terms" : "ties";
    }

    void on(Posted posted, FinalEntry entry) {
        findings.checked(Check.FINAL, 1);
        Final ours = new Final(
                state.election(),
                state.ballots(),
                state.revoked(),
                state.replaced(),
                state.register().replacementsCast());
        findings.require(
                Check.FINAL, posted.index(), ours.equals(entry.body()), "the figures are not those of the log");
    }
}
