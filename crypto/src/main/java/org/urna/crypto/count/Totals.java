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
 */
public record Totals(int seats, List<Long> votes, Set<Integer> withdrawn, List<Integer> lots) {

    /** @throws IllegalArgumentException if the parts do not fit each other */
    public Totals {
        votes = List.copyOf(votes);
        withdrawn = Set.copyOf(withdrawn);
        lots = List.copyOf(lots);
        int candidates = votes.size();
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
