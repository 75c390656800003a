// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The result sheet of a ranked count while it is being filled in: who continues, who has how many votes, and every stage so far.
 * No stage gets onto it unless its votes sum to the valid ballots.
 */
final class Sheet {

    private enum Standing {
        CONTINUING,
        ELECTED,
        OUT
    }

    private final String rule;
    private final RankedInput input;
    private final int digits;
    private final LookBack lookBack;
    private final Ballots ballots;
    private final Standing[] standing;
    private final Fraction[] votes;
    private Fraction nonTransferable = Fraction.ZERO;
    private Fraction lost = Fraction.ZERO;

    private final List<List<Fraction>> points = new ArrayList<>();
    private final List<Integer> elected = new ArrayList<>();
    private final List<Count.Stage> stages = new ArrayList<>();
    private final List<Outcome.Tie> ties = new ArrayList<>();

    private Count.Kind kind = Count.Kind.FIRST;
    private List<Integer> from = List.of();
    private final List<Integer> electedNow = new ArrayList<>();
    private final List<Integer> excludedNow = new ArrayList<>();
    private final List<Count.Transfer> transfers = new ArrayList<>();

    Sheet(String rule, RankedInput input, int digits, LookBack lookBack) {
        this.rule = rule;
        this.input = input;
        this.digits = digits;
        this.lookBack = lookBack;
        standing = new Standing[input.candidates() + 1];
        Arrays.fill(standing, Standing.CONTINUING);
        standing[0] = Standing.OUT;
        input.withdrawn().forEach(candidate -> standing[candidate] = Standing.OUT);
        votes = new Fraction[input.candidates() + 1];
        Arrays.fill(votes, Fraction.ZERO);
        ballots = Ballots.of(input, available());
    }

    Ballots ballots() {
        return ballots;
    }

    /** All ballots at their first preferences, credited to those candidates. */
    Piles firstPreferences() {
        Piles piles = new Piles(ballots, available());
        for (int candidate = 1; candidate < votes.length; candidate++) {
            for (Piles.Parcel parcel : piles.of(candidate)) {
                votes[candidate] = votes[candidate].plus(parcel.value().times(parcel.papers()));
            }
        }
        return piles;
    }

    // Who stands where

    /** By number, who can be given a ballot: the continuing candidates. */
    boolean[] available() {
        boolean[] available = new boolean[standing.length];
        for (int candidate = 1; candidate < standing.length; candidate++) {
            available[candidate] = standing[candidate] == Standing.CONTINUING;
        }
        return available;
    }

    List<Integer> continuing() {
        return IntStream.range(1, standing.length)
                .filter(candidate -> standing[candidate] == Standing.CONTINUING)
                .boxed()
                .toList();
    }

    boolean isContinuing(int candidate) {
        return standing[candidate] == Standing.CONTINUING;
    }

    boolean isElected(int candidate) {
        return standing[candidate] == Standing.ELECTED;
    }

    List<Integer> elected() {
        return List.copyOf(elected);
    }

    int seatsLeft() {
        return input.seats() - elected.size();
    }

    /** Nothing is left to decide once the seats are filled or nobody continues. */
    boolean isOver() {
        return seatsLeft() == 0 || continuing().isEmpty();
    }

    // Votes

    Fraction votes(int candidate) {
        return votes[candidate];
    }

    Fraction nonTransferable() {
        return nonTransferable;
    }

    /** Sets the whole table, where a rule computes it anew. */
    void set(List<Fraction> byCandidate, Fraction exhausted) {
        for (int candidate = 1; candidate < votes.length; candidate++) {
            votes[candidate] = byCandidate.get(candidate);
        }
        nonTransferable = exhausted;
    }

    /** Moves ballots of one value; the candidate they come from is debited too. */
    void move(int candidate, Piles.Sorted sorted, Fraction value) {
        Fraction amount = value.times(sorted.papers());
        votes[candidate] = votes[candidate].minus(amount);
        if (sorted.to() == 0) {
            nonTransferable = nonTransferable.plus(amount);
        } else {
            votes[sorted.to()] = votes[sorted.to()].plus(amount);
        }
        transfers.add(new Count.Transfer(
                candidate, sorted.to(), sorted.papers(), value.toDecimal(digits), amount.toDecimal(digits)));
    }

    /** Notes ballots that stay with an elected candidate because they have no next preference. */
    void keep(int candidate, Piles.Sorted sorted) {
        BigDecimal zero = Fraction.ZERO.toDecimal(digits);
        transfers.add(new Count.Transfer(candidate, 0, sorted.papers(), zero, zero));
    }

    /** What a candidate has beyond {@code quota} that went to nobody: rounding, or for want of transferable ballots. */
    void loseBeyond(int candidate, Fraction quota, boolean byRounding) {
        Fraction rest = votes[candidate].minus(quota);
        if (rest.signum() < 0) {
            throw new IllegalStateException("a surplus was transferred twice");
        }
        votes[candidate] = quota;
        nonTransferable = nonTransferable.plus(rest);
        lost = byRounding ? lost.plus(rest) : lost;
    }

    // Decisions

    void elect(int candidate) {
        decide(candidate, Standing.ELECTED);
        elected.add(candidate);
        electedNow.add(candidate);
    }

    void exclude(int candidate) {
        decide(candidate, Standing.OUT);
        excludedNow.add(candidate);
    }

    private void decide(int candidate, Standing to) {
        if (standing[candidate] != Standing.CONTINUING) {
            throw new IllegalStateException("only a continuing candidate can be elected or excluded");
        }
        standing[candidate] = to;
    }

    /** Elects candidates for whom there is room, most votes first. */
    void electAll(Collection<Integer> candidates) {
        ordered(candidates).forEach(this::elect);
    }

    /** Most votes first; equal ones by the look-back, then by lot. */
    List<Integer> ordered(Collection<Integer> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparing((Integer candidate) -> votes[candidate])
                        .reversed()
                        .thenComparing(lookBack.over(points))
                        .thenComparing(candidate -> input.lots().indexOf(candidate)))
                .toList();
    }

    /** Whether the look-back tells two candidates with equal votes apart. */
    boolean haveDiffered(int a, int b) {
        return lookBack.over(points).compare(a, b) != 0;
    }

    /** The one with most votes; a tie is settled and recorded. */
    int highest(Collection<Integer> candidates) {
        List<Integer> order = ordered(candidates);
        if (order.size() > 1) {
            recordIfTied(order, 0, 1);
        }
        return order.get(0);
    }

    /** The one with fewest votes; a tie is settled and recorded. */
    int lowest(Collection<Integer> candidates) {
        List<Integer> order = ordered(candidates);
        if (order.size() > 1) {
            recordIfTied(order, order.size() - 1, order.size() - 2);
        }
        return order.get(order.size() - 1);
    }

    /**
     * Records that votes alone did not decide between two neighbours, if so.
     *
     * @param order as {@link #ordered} gave it
     */
    void recordIfTied(List<Integer> order, int chosen, int other) {
        Fraction equal = votes[order.get(chosen)];
        if (!equal.equals(votes[order.get(other)])) {
            return;
        }
        List<Integer> tied = order.stream()
                .filter(candidate -> votes[candidate].equals(equal))
                .toList();
        String settledBy = haveDiffered(order.get(chosen), order.get(other)) ? "look-back" : "lot";
        int stage = stages.size() + 1; // the one that the decision leads to
        ties.add(new Outcome.Tie(stage, tied.stream().sorted().toList(), settledBy, tied.get(0)));
    }

    // Stages

    /** Begins a stage; a decision that leads to it belongs to it. */
    void begin(Count.Kind next, List<Integer> whose) {
        kind = next;
        from = whose.stream().sorted().toList();
    }

    /** Notes the votes as they are, for later look-backs, after making sure that none was lost. */
    void point() {
        Fraction sum = nonTransferable;
        for (Fraction each : votes) {
            sum = sum.plus(each);
        }
        if (!sum.equals(Fraction.of(ballots.valid()))) {
            throw new IllegalStateException("a stage does not sum to the valid ballots");
        }
        points.add(List.copyOf(Arrays.asList(votes)));
    }

    void end(BigDecimal quota) {
        end(quota, List.of());
    }

    /** Ends the stage. */
    void end(BigDecimal quota, List<BigDecimal> keep) {
        stages.add(new Count.Stage(
                kind,
                from,
                quota,
                Arrays.stream(votes).skip(1).map(each -> each.toDecimal(digits)).toList(),
                nonTransferable.toDecimal(digits),
                lost.toDecimal(digits),
                keep,
                transfers,
                electedNow,
                excludedNow));
        electedNow.clear();
        excludedNow.clear();
        transfers.clear();
    }

    Count count() {
        return new Count(
                rule,
                input.seats(),
                input.candidates(),
                ballots.all(),
                ballots.valid(),
                ballots.blank(),
                ballots.unusable(),
                input.withdrawn().stream().sorted().toList(),
                Collections.unmodifiableList(elected),
                stages,
                ties);
    }
}
