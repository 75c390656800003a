// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The candidates with the most votes fill the seats.
 *
 * <p>Equal totals are ordered by lot; a tie is recorded only where it lies across the last seat, because only there does it
 * decide who is elected. That holds when there are no votes at all. With no more candidates than seats all are elected.
 */
record MostVotes(String name) implements CountingRule {

    @Override
    public Outcome count(Totals totals) {
        return fill(totals, candidate -> totals.votes().get(candidate - 1)); // candidates are numbered from 1
    }

    /** Fills the seats by the largest scores. */
    static <T extends Comparable<? super T>> Outcome fill(Totals totals, Function<Integer, T> score) {
        List<Integer> standing = IntStream.rangeClosed(1, totals.votes().size())
                .filter(candidate -> !totals.withdrawn().contains(candidate))
                .boxed()
                .sorted(Comparator.comparing(score)
                        .reversed()
                        .thenComparing(candidate -> totals.lots().indexOf(candidate)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (standing.size() <= totals.seats()) {
            return new Outcome(standing, List.of());
        }
        T last = score.apply(standing.get(totals.seats() - 1));
        if (score.apply(standing.get(totals.seats())).compareTo(last) < 0) {
            return new Outcome(standing.subList(0, totals.seats()), List.of());
        }
        List<Integer> tied = standing.stream()
                .filter(candidate -> score.apply(candidate).compareTo(last) == 0)
                .toList();
        Outcome.Tie tie = new Outcome.Tie(1, tied.stream().sorted().toList(), "lot", tied.get(0));
        return new Outcome(standing.subList(0, totals.seats()), List.of(tie));
    }
}
