// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a voter chooses in one additive contest. It is a secret and does not print.
 *
 * @param votes votes per option, in manifest order
 * @param blank whether the contest is marked as blank; then there are no votes
 */
public record Choices(List<Integer> votes, boolean blank) implements Answer {

    public Choices {
        votes = List.copyOf(votes);
    }

    /** Votes without a blank mark. */
    public static Choices votes(Integer... votes) {
        return new Choices(List.of(votes), false);
    }

    /** One vote for each of these options, numbered from 1, out of {@code options}. */
    public static Choices of(int options, Integer... chosen) {
        List<Integer> votes = new ArrayList<>(Collections.nCopies(options, 0));
        for (int option : chosen) {
            votes.set(option - 1, votes.get(option - 1) + 1);
        }
        return new Choices(votes, false);
    }

    /** The blank mark in a contest of {@code options} options; also what stands for a contest left out. */
    public static Choices blank(int options) {
        return new Choices(Collections.nCopies(options, 0), true);
    }

    /**
     * The numbers to encrypt: options, then the blank where there is one.
     *
     * @throws IllegalArgumentException if the contest does not allow them
     */
    List<Integer> numbers(AdditiveForm form) {
        long sum = votes.stream().mapToLong(Integer::longValue).sum();
        if (votes.size() != form.options()) {
            throw new IllegalArgumentException("there are not as many choices as options");
        }
        if (votes.stream().anyMatch(vote -> vote < 0 || vote > form.maxPerOption())) {
            throw new IllegalArgumentException("votes for an option are out of bounds");
        }
        if (blank && !form.blank()) {
            throw new IllegalArgumentException("the contest has no blank mark");
        }
        if (blank ? sum != 0 : sum < form.min() || sum > form.max()) {
            throw new IllegalArgumentException("the number of votes is out of bounds");
        }
        List<Integer> numbers = new ArrayList<>(votes);
        if (form.blank()) {
            numbers.add(blank ? 1 : 0);
        }
        return numbers;
    }

    @Override
    public String toString() {
        return "Choices[hidden]";
    }
}
