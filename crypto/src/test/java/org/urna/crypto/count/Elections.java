// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Small elections in a line: {@code "4 AB, 3 C"} is four ballots for A before B, and three for C. */
final class Elections {

    private Elections() {}

    static SortedMap<Ranking, Long> ballots(String text) {
        SortedMap<Ranking, Long> ballots = new TreeMap<>();
        for (String group : text.split(", ", -1)) {
            String[] parts = group.split(" ", -1);
            List<Integer> candidates = parts.length == 1
                    ? List.of()
                    : parts[1].chars().map(c -> c - 'A' + 1).boxed().toList();
            ballots.merge(Ranking.of(candidates), Long.parseLong(parts[0]), Long::sum);
        }
        return ballots;
    }

    static RankedInput input(int candidates, int seats, String text) {
        return input(candidates, seats, text, Set.of());
    }

    static RankedInput input(int candidates, int seats, String text, Set<Integer> withdrawn) {
        List<Integer> lots = IntStream.rangeClosed(1, candidates).boxed().toList();
        return new RankedInput(candidates, seats, ballots(text), withdrawn, lots);
    }

    static Count count(String rule, int candidates, int seats, String text) {
        return RankedRules.named(rule).count(input(candidates, seats, text));
    }

    static List<BigDecimal> decimals(String text) {
        return Arrays.stream(text.split(" ", -1)).map(BigDecimal::new).toList();
    }

    /** Asserts a whole stage: votes by candidate, then what is non-transferable. */
    static void assertStage(Count count, int number, String figures) {
        Count.Stage stage = count.stages().get(number - 1);
        List<BigDecimal> expected = decimals(figures);
        assertThat(stage.votes())
                .as("votes of stage %d", number)
                .usingElementComparator(BigDecimal::compareTo)
                .isEqualTo(expected.subList(0, expected.size() - 1));
        assertThat(stage.nonTransferable())
                .as("non-transferable of stage %d", number)
                .isEqualByComparingTo(expected.get(expected.size() - 1));
    }
}
