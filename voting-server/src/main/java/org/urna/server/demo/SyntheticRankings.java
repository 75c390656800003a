// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rankings invented outright, shaped like those of an executive: most voters keep to one of two slates and order it by how well
 * known its candidates are, more or less; some rank few, some all. They imitate no election.
 */
final class SyntheticRankings {

    private static final double[] SLATES = {0.45, 0.8};
    private static final double LOYALTY = 2.5;
    private static final double BLANK = 0.06;

    private SyntheticRankings() {}

    /**
     * One ranking per ballot, candidates from 1, best first; an empty one is blank.
     *
     * @param candidates of whom every third belongs to the first slate, every third to the second
     */
    static List<List<Integer>> of(int candidates, int ballots, Random random) {
        List<List<Integer>> rankings = new ArrayList<>();
        for (int i = 0; i < ballots; i++) {
            boolean blank = random.nextDouble() < BLANK;
            rankings.add(blank ? List.of() : ranking(candidates, random));
        }
        return rankings;
    }

    private static List<Integer> ranking(int candidates, Random random) {
        double drawn = random.nextDouble();
        int slate = drawn < SLATES[0] ? 0 : drawn < SLATES[1] ? 1 : 2;
        double[] liking = new double[candidates];
        for (int i = 0; i < candidates; i++) {
            double known = 2.0 * (candidates - i) / candidates;
            // Noise of this form makes a choice among candidates proportional to e^liking.
            double noise = -Math.log(-Math.log(1 - random.nextDouble()));
            liking[i] = known + (i % 3 == slate ? LOYALTY : 0) + noise;
        }
        int length = 1 + random.nextInt(candidates);
        return IntStream.range(0, candidates)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -liking[i]))
                .map(i -> i + 1)
                .limit(length)
                .toList();
    }
}
