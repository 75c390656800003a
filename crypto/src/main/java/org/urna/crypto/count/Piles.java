// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which ballots lie with which candidate, and at what value. Equal rankings always move together, so that a count takes as long as
 * there are different rankings.
 */
final class Piles {

    /**
     * Ballots that came to a candidate together.
     *
     * @param value of each
     * @param groups of equal rankings
     * @param papers ballots in all groups
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parcel(Fraction value, int[] groups, long papers) {}

    /**
     * Ballots sorted to one destination.
     *
     * @param to a candidate, or 0 where there is no next preference
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sorted(int to, int[] groups, long papers) {

        /** What was sorted to one candidate from several piles. */
        static Sorted together(List<Sorted> parts) {
            int[] groups = parts.stream()
                    .flatMapToInt(part -> Arrays.stream(part.groups()))
                    .toArray();
            return new Sorted(
                    parts.get(0).to(),
                    groups,
                    parts.stream().mapToLong(Sorted::papers).sum());
        }
    }

    private final Ranking[] rankings;
    private final long[] papers;
    private final int[] places;
    private final List<List<Parcel>> held = new ArrayList<>();

    /** All ballots that give somebody {@code available} a first preference, each with that candidate at the value 1. */
    Piles(Ballots ballots, boolean[] available) {
        rankings = ballots.rankings();
        papers = ballots.papers();
        places = new int[rankings.length];
        Arrays.fill(places, Ranking.NONE);
        for (int candidate = 0; candidate < available.length; candidate++) {
            held.add(new ArrayList<>());
        }
        int[] all = new int[rankings.length];
        Arrays.setAll(all, i -> i);
        for (Sorted sorted : sort(all, available)) {
            give(sorted, Fraction.ONE);
        }
    }

    /** What lies with a candidate, in the order received. */
    List<Parcel> of(int candidate) {
        return List.copyOf(held.get(candidate));
    }

    /** Takes everything away from a candidate. */
    List<Parcel> takeAll(int candidate) {
        List<Parcel> parcels = of(candidate);
        held.get(candidate).clear();
        return parcels;
    }

    /** Sorts ballots by their next preference among those available; those without one come first. */
    List<Sorted> sort(int[] groups, boolean[] available) {
        int[] counts = new int[held.size()];
        int[] next = new int[groups.length];
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            int place = rankings[group].next(places[group] + 1, available);
            places[group] = place == Ranking.NONE ? places[group] : place;
            next[i] = place == Ranking.NONE ? 0 : rankings[group].at(place);
            counts[next[i]]++;
        }
        List<Sorted> result = new ArrayList<>();
        for (int to = 0; to < counts.length; to++) {
            if (counts[to] > 0) {
                result.add(collect(to, counts[to], groups, next));
            }
        }
        return result;
    }

    private Sorted collect(int to, int count, int[] groups, int[] next) {
        int[] chosen = new int[count];
        long sum = 0;
        int filled = 0;
        for (int i = 0; i < groups.length; i++) {
            if (next[i] == to) {
                chosen[filled++] = groups[i];
                sum += papers[groups[i]];
            }
        }
        return new Sorted(to, chosen, sum);
    }

    /** Lays sorted ballots with their destination. */
    void give(Sorted sorted, Fraction value) {
        held.get(sorted.to()).add(new Parcel(value, sorted.groups(), sorted.papers()));
    }
}
