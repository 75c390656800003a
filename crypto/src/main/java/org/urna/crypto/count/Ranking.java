// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A voter's order of candidates, numbered from 1, best first, none twice; empty for a blank ballot.
 *
 * <p>What is decoded from a ballot cast here has one candidate per rank. Only papers read from a file may have several candidates
 * at one rank, and only where the rule for such papers can settle them no earlier than in the count: see {@link InvalidRanks}.
 *
 * <p>Rankings are ordered by their first difference, a shorter one before its continuations.
 */
public final class Ranking implements Comparable<Ranking> {

    /** A ballot without a choice. */
    public static final Ranking BLANK = new Ranking(new int[0]);

    /** What {@link #next} answers where there is no further preference. */
    static final int NONE = -1;

    /** Candidates; negative where the candidate stands at the same rank as the one before. */
    private final int[] marks;

    private Ranking(int[] marks) {
        this.marks = marks;
        BitSet seen = new BitSet();
        for (int mark : marks) {
            if (mark == 0 || seen.get(Math.abs(mark))) {
                throw new IllegalArgumentException("a ranking names each candidate once, from 1");
            }
            seen.set(Math.abs(mark));
        }
    }

    /**
     * The ranking with one candidate at each rank.
     *
     * @throws IllegalArgumentException if a candidate stands twice or is below 1
     */
    public static Ranking of(List<Integer> candidates) {
        int[] marks = candidates.stream().mapToInt(Integer::intValue).toArray();
        if (Arrays.stream(marks).anyMatch(mark -> mark < 1)) {
            throw new IllegalArgumentException("candidates are numbered from 1");
        }
        return marks.length == 0 ? BLANK : new Ranking(marks);
    }

    /** The ranking with one or more candidates at each rank. */
    static Ranking ofRanks(List<List<Integer>> ranks) {
        List<Integer> marks = new ArrayList<>();
        for (List<Integer> rank : ranks) {
            for (int i = 0; i < rank.size(); i++) {
                marks.add(i == 0 ? rank.get(i) : -rank.get(i));
            }
        }
        return new Ranking(marks.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Whether no candidate is named. */
    public boolean isBlank() {
        return marks.length == 0;
    }

    /** Whether every rank has one candidate. */
    public boolean isPlain() {
        return Arrays.stream(marks).allMatch(mark -> mark > 0);
    }

    /** Candidates, best first; those at one rank follow each other. */
    public List<Integer> candidates() {
        return Arrays.stream(marks).map(Math::abs).boxed().toList();
    }

    /** The largest number of a candidate; 0 where blank. */
    int highest() {
        return Arrays.stream(marks).map(Math::abs).max().orElse(0);
    }

    /** As in a BLT file: each rank after a space, candidates at one rank joined by an equals sign. */
    String toBlt() {
        StringBuilder out = new StringBuilder();
        for (int mark : marks) {
            out.append(mark > 0 ? ' ' : '=').append(Math.abs(mark));
        }
        return out.toString();
    }

    /** The candidate at a place that {@link #next} gave. */
    int at(int place) {
        return Math.abs(marks[place]);
    }

    /**
     * The place of the next preference.
     *
     * @param from the first place to look at
     * @param available who can be given the ballot, by number
     * @return {@link #NONE} at the end, and at a rank that names more than one who can
     */
    int next(int from, boolean[] available) {
        int start = from;
        while (start < marks.length) {
            int found = NONE;
            int end = start;
            do {
                if (available[Math.abs(marks[end])]) {
                    if (found != NONE) {
                        return NONE;
                    }
                    found = end;
                }
                end++;
            } while (end < marks.length && marks[end] < 0);
            if (found != NONE) {
                return found;
            }
            start = end;
        }
        return NONE;
    }

    @Override
    public int compareTo(Ranking other) {
        return Arrays.compare(marks, other.marks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranking that && Arrays.equals(marks, that.marks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(marks);
    }

    @Override
    public String toString() {
        return Arrays.toString(marks);
    }
}
