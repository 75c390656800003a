// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rule for ranked contests counts: a count is a function of this and of nothing else.
 *
 * @param candidates how many there are, withdrawn ones too; they are numbered from 1 in manifest order
 * @param seats how many are to be elected, at least 1
 * @param ballots how many ballots have each ranking; blank ones are {@link Ranking#BLANK}, spoilt ones are not here
 * @param withdrawn candidates whom every ballot passes over
 * @param lots all candidates in the order drawn for this contest: the earlier wins every tie, elected first and excluded last
 */
public record RankedInput(
        int candidates, int seats, SortedMap<Ranking, Long> ballots, Set<Integer> withdrawn, List<Integer> lots) {

    /** The most ballots of a contest, so that no intermediate value of a rule overflows. */
    public static final long MAX_BALLOTS = 1_000_000_000;

    /** @throws IllegalArgumentException if the parts do not fit each other */
    public RankedInput {
        ballots = Collections.unmodifiableSortedMap(new TreeMap<>(ballots));
        withdrawn = Set.copyOf(withdrawn);
        lots = List.copyOf(lots);
        int all = candidates;
        require(seats >= 1, "a count needs a seat to fill");
        require(candidates >= 1, "a count needs a candidate");
        require(
                ballots.keySet().stream().allMatch(ranking -> ranking.highest() <= all),
                "a ranking names a candidate who does not stand");
        require(ballots.values().stream().allMatch(n -> n >= 1 && n <= MAX_BALLOTS), "number of equal ballots");
        require(ballots.values().stream().mapToLong(Long::longValue).sum() <= MAX_BALLOTS, "too many ballots");
        require(isSubset(withdrawn, all), "only a candidate of the contest can withdraw");
        require(
                lots.size() == all && new HashSet<>(lots).size() == all && isSubset(lots, all),
                "lots order every candidate once");
    }

    /** Ballots that are given one by one. */
    public static RankedInput of(
            int candidates, int seats, Collection<Ranking> ballots, Set<Integer> withdrawn, List<Integer> lots) {
        return new RankedInput(candidates, seats, group(ballots), withdrawn, lots);
    }

    /** How many there are of each ranking. */
    public static SortedMap<Ranking, Long> group(Collection<Ranking> ballots) {
        Map<Ranking, Long> groups = new HashMap<>();
        ballots.forEach(ranking -> groups.merge(ranking, 1L, Long::sum));
        return new TreeMap<>(groups);
    }

    private static boolean isSubset(Collection<Integer> some, int candidates) {
        return some.stream().allMatch(candidate -> candidate >= 1 && candidate <= candidates);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
