// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The rounds of a real election by alternative vote, as they were published; its rankings never were.
 *
 * @param source where they were published
 * @param title of the contest
 * @param candidates their names
 * @param sections classes of elector
 * @param blank ballots blank or spoilt
 * @param rounds votes per candidate in each round, 0 once excluded
 */
record PublishedRounds(
        String source,
        String title,
        List<String> candidates,
        List<Section> sections,
        int blank,
        List<List<Integer>> rounds) {

    /**
     * One class of elector.
     *
     * @param electorate how many could vote
     * @param returned how many did
     */
    record Section(String id, String title, int electorate, int returned) {}

    /** @throws IllegalArgumentException unless the first round and the blank ballots make up the turnout and no later round has more */
    PublishedRounds {
        candidates = List.copyOf(candidates);
        sections = List.copyOf(sections);
        rounds = rounds.stream().map(List::copyOf).toList();
        int valid = sections.stream().mapToInt(Section::returned).sum() - blank;
        if (sum(rounds.get(0)) != valid || rounds.stream().anyMatch(round -> sum(round) > valid)) {
            throw new IllegalArgumentException("the rounds do not add up");
        }
    }

    /** The ballot for deputy leader of the Labour Party in 2020, three rounds. */
    static PublishedRounds labourDeputy2020() {
        try (InputStream in = PublishedRounds.class.getResourceAsStream("/demo/labour-deputy-2020.json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Objects.requireNonNull(in), PublishedRounds.class);
        } catch (IOException e) {
            throw new IllegalStateException("the demo's figures cannot be read", e);
        }
    }

    int electorate() {
        return sections.stream().mapToInt(Section::electorate).sum();
    }

    int returned() {
        return sections.stream().mapToInt(Section::returned).sum();
    }

    /** Ballots that name somebody. */
    int valid() {
        return returned() - blank;
    }

    /** Ballots out of play in a round, counted from 0. */
    int exhausted(int round) {
        return valid() - sum(rounds.get(round));
    }

    /**
     * The same rounds with fewer ballots, each by largest remainder: votes per candidate, then ballots out of play.
     *
     * @param ballots that name somebody
     * @throws IllegalArgumentException if so few ballots cannot go the way of the many
     */
    List<List<Integer>> scaled(int ballots) {
        List<List<Integer>> scaled = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            List<Integer> all = new ArrayList<>(rounds.get(round));
            all.add(exhausted(round));
            scaled.add(LargestRemainder.divide(ballots, all));
        }
        boolean fits = isWonIn(scaled.get(scaled.size() - 1));
        for (int round = 1; round < scaled.size(); round++) {
            fits &= !isWonIn(scaled.get(round - 1)) && follows(scaled.get(round - 1), scaled.get(round));
        }
        if (!fits) {
            throw new IllegalArgumentException("too few ballots for the rounds as they were published");
        }
        return scaled;
    }

    private boolean isWonIn(List<Integer> round) {
        List<Integer> votes = round.subList(0, candidates.size());
        return 2 * Collections.max(votes) > sum(votes);
    }

    /** Whether exactly the one with the fewest votes is out, and nobody else has fewer than before. */
    private boolean follows(List<Integer> before, List<Integer> after) {
        int out = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < candidates.size(); i++) {
            if (before.get(i) > 0 && after.get(i) == 0) {
                out = before.get(i);
            } else if (before.get(i) > 0) {
                fewest = Math.min(fewest, before.get(i));
            }
            if (after.get(i) > 0 && after.get(i) < before.get(i)) {
                return false;
            }
        }
        return out > 0 && out < fewest && after.get(candidates.size()) >= before.get(candidates.size());
    }

    private static int sum(List<Integer> votes) {
        return votes.stream().mapToInt(Integer::intValue).sum();
    }
}
