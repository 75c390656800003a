// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.RankedInput;
import org.urna.crypto.count.RankedRules;
import org.urna.crypto.count.Ranking;

/** Random rankings and what a rule makes of them. */
final class RankedSamples {

    private static final int CANDIDATES = 4;

    private RankedSamples() {}

    static Count count(Samples samples) {
        TreeMap<Ranking, Long> ballots = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            ballots.merge(ranking(samples), 1L + samples.below(9), Long::sum);
        }
        String rule = samples.oneOf(List.copyOf(RankedRules.names()));
        int seats = rule.equals("irv-1") ? 1 : 2;
        List<Integer> lots = candidates(samples);
        return RankedRules.named(rule).count(new RankedInput(CANDIDATES, seats, ballots, Set.of(), lots));
    }

    static SortedMap<Ranking, Long> rankingsLine(Samples samples) {
        return new TreeMap<>(Collections.singletonMap(ranking(samples), 1L + samples.below(9)));
    }

    static SortedMap<Ranking, Long> readLine(byte[] line) throws MalformedException {
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return RankingsArtifact.read(ended);
    }

    static byte[] writeLine(SortedMap<Ranking, Long> line) {
        byte[] ended = RankingsArtifact.write(line);
        return Arrays.copyOf(ended, ended.length - 1);
    }

    private static Ranking ranking(Samples samples) {
        return Ranking.of(candidates(samples).subList(0, 1 + samples.below(CANDIDATES)));
    }

    private static List<Integer> candidates(Samples samples) {
        List<Integer> candidates =
                new ArrayList<>(IntStream.rangeClosed(1, CANDIDATES).boxed().toList());
        Collections.shuffle(candidates, new Random(samples.below(Integer.MAX_VALUE)));
        return candidates;
    }
}
