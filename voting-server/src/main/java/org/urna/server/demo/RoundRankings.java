// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rankings made up so that a count by alternative vote goes through given rounds. What the rounds do not tell, which is who came
 * after the candidate with whom a ballot ended, is invented.
 */
final class RoundRankings {

    private final Random random;
    private final List<List<List<Integer>>> piles = new ArrayList<>();
    private final List<List<Integer>> rankings = new ArrayList<>();

    private RoundRankings(Random random) {
        this.random = random;
    }

    /**
     * One ranking per ballot that names somebody, candidates from 1.
     *
     * @param rounds votes per candidate, then ballots out of play, as {@link PublishedRounds#scaled} gives them
     */
    static List<List<Integer>> of(List<List<Integer>> rounds, Random random) {
        RoundRankings made = new RoundRankings(random);
        made.deal(rounds.get(0));
        for (int round = 1; round < rounds.size(); round++) {
            made.transfer(rounds.get(round - 1), rounds.get(round));
        }
        made.embellish(rounds.get(0).size() - 1);
        Collections.shuffle(made.rankings, random);
        return made.rankings.stream().map(List::copyOf).toList();
    }

    private void deal(List<Integer> first) {
        for (int i = 0; i < first.size(); i++) {
            List<List<Integer>> pile = new ArrayList<>();
            for (int n = 0; n < first.get(i); n++) {
                pile.add(new ArrayList<>(List.of(i + 1)));
            }
            piles.add(pile);
            rankings.addAll(pile);
        }
    }

    private void transfer(List<Integer> before, List<Integer> after) {
        int out = IntStream.range(0, before.size() - 1)
                .filter(i -> before.get(i) > 0 && after.get(i) == 0)
                .findFirst()
                .orElseThrow();
        List<List<Integer>> moving = piles.get(out);
        Collections.shuffle(moving, random);
        int next = 0;
        for (int to = 0; to < before.size(); to++) {
            for (int n = before.get(to); to != out && n < after.get(to); n++) {
                List<Integer> ballot = moving.get(next++);
                if (to < before.size() - 1) {
                    ballot.add(to + 1);
                }
                piles.get(to).add(ballot);
            }
        }
        moving.clear();
    }

    /** Voters go on ranking below the candidate with whom their ballot ends, which no round shows. */
    private void embellish(int candidates) {
        for (List<List<Integer>> pile : piles.subList(0, candidates)) {
            for (List<Integer> ballot : pile) {
                List<Integer> others = new ArrayList<>(
                        IntStream.rangeClosed(1, candidates).boxed().toList());
                others.removeAll(ballot);
                Collections.shuffle(others, random);
                ballot.addAll(others.subList(0, random.nextInt(others.size() + 1)));
            }
        }
    }
}
