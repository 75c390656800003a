// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a rule for additive contests counts.
 *
 * @param seats how many are to be elected, at least 1
 * @param votes weighted votes per candidate, in manifest order; candidate 1 is the first
 * @param withdrawn candidates who cannot be elected, numbered from 1; the votes shown stay theirs
 * @param lots all candidates, numbered from 1, in the order drawn for this contest: the earlier wins every tie
 * @param sections the votes by section, for rules that weigh sections against each other; otherwise empty
 */
public record Totals(int seats, List<Long> votes, Set<Integer> withdrawn, List<Integer> lots, List<Section> sections) {

    /**
     * One section.
     *
     * @param weight how much it counts, at least 1
     * @param votes weighted votes per candidate
     */
    public record Section(int weight, List<Long> votes) {

        public Section {
            votes = List.copyOf(votes);
            if (weight < 1 || votes.stream().anyMatch(vote -> vote < 0)) {
                throw new IllegalArgumentException("a section has a positive weight, and votes are not negative");
            }
        }
    }

    /** Totals of a contest whose sections do not matter. */
    public Totals(int seats, List<Long> votes, Set<Integer> withdrawn, List<Integer> lots) {
        this(seats, votes, withdrawn, lots, List.of());
    }

    /** @throws IllegalArgumentException if the parts do not fit each other */
    public Totals {
        votes = List.copyOf(votes);
        withdrawn = Set.copyOf(withdrawn);
        lots = List.copyOf(lots);
        sections = List.copyOf(sections);
        int candidates = votes.size();
        if (sections.stream().anyMatch(section -> section.votes().size() != candidates)) {
            throw new IllegalArgumentException("a section has votes for every candidate");
        }
        if (seats < 1) {
            throw new IllegalArgumentException("a count needs a seat to fill");
        }
        if (votes.stream().anyMatch(vote -> vote < 0)) {
            throw new IllegalArgumentException("votes are not negative");
        }
        if (withdrawn.stream().anyMatch(candidate -> candidate < 1 || candidate > candidates)) {
            throw new IllegalArgumentException("only a candidate of the contest can withdraw");
        }
        if (lots.size() != candidates
                || new HashSet<>(lots).size() != candidates
                || lots.stream().anyMatch(candidate -> candidate < 1 || candidate > candidates)) {
            throw new IllegalArgumentException("lots order every candidate once");
        }
    }
}
