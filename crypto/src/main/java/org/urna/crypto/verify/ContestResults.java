// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.urna.crypto.count.CountingRules;
import org.urna.crypto.count.Outcome;
import org.urna.crypto.count.Totals;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.AdditiveResult.Votes;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Tie;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallySlot;

/** The outcome of an additive contest from its decrypted totals: what server and verifier must compute alike. */
public final class ContestResults {

    private ContestResults() {}

    /**
     * Computes a result.
     *
     * @param election {@code E}
     * @param slots the tallies of this contest, in order
     * @param totals decrypted totals of each counted one: options, then the blank where there is one
     * @param withdrawn candidates who cannot be elected, ascending
     */
    public static AdditiveResult of(
            Hash election,
            AdditiveContest contest,
            List<TallySlot> slots,
            Map<TallySlot, List<Long>> totals,
            List<Integer> withdrawn,
            Lots lots) {
        List<AdditiveResult.Section> sections = new ArrayList<>();
        Votes all = new Votes(0, 0, Collections.nCopies(contest.options().size(), 0L), 0);
        boolean counted = slots.stream().allMatch(TallySlot::counted);
        for (TallySlot slot : slots) {
            Votes votes = votes(contest, slot, totals.getOrDefault(slot, List.of()));
            all = plus(all, votes);
            if (!slot.section().isEmpty()) {
                sections.add(new AdditiveResult.Section(slot.section(), votes));
            }
        }
        Outcome outcome =
                counted ? count(contest, all.votes(), sections, withdrawn, lots) : new Outcome(List.of(), List.of());
        return new AdditiveResult(
                election,
                contest.id(),
                contest.rule(),
                counted,
                contest.terms().seats(),
                sections,
                counted ? all : new Votes(all.ballots(), all.weight(), List.of(), 0),
                withdrawn,
                outcome.elected(),
                outcome.ties().stream()
                        .map(tie -> new Tie(tie.stage(), tie.candidates(), tie.settledBy(), tie.first()))
                        .toList());
    }

    private static Votes votes(AdditiveContest contest, TallySlot slot, List<Long> totals) {
        int options = contest.options().size();
        if (!slot.counted()) {
            return new Votes(slot.ballots(), slot.weight(), List.of(), 0);
        }
        long blank = contest.blank() ? totals.get(options) : 0;
        return new Votes(slot.ballots(), slot.weight(), totals.subList(0, options), blank);
    }

    private static Votes plus(Votes a, Votes b) {
        List<Long> votes = new ArrayList<>(a.votes());
        for (int i = 0; i < b.votes().size(); i++) {
            votes.set(i, Math.addExact(votes.get(i), b.votes().get(i)));
        }
        return new Votes(a.ballots() + b.ballots(), a.weight() + b.weight(), votes, a.blank() + b.blank());
    }

    private static Outcome count(
            AdditiveContest contest,
            List<Long> votes,
            List<AdditiveResult.Section> sections,
            List<Integer> withdrawn,
            Lots lots) {
        List<Integer> order = lots.order(contest.id(), contest.options().size());
        List<Totals.Section> weighed = contest.terms().sectionWeights() == null
                ? List.of()
                : sections.stream()
                        .map(section -> new Totals.Section(
                                contest.terms().weightOf(section.section()),
                                section.votes().votes()))
                        .toList();
        Totals totals = new Totals(contest.terms().seats(), votes, new LinkedHashSet<>(withdrawn), order, weighed);
        return CountingRules.named(contest.rule()).count(totals);
    }
}
