// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElectoralCollege1Test {

    private static Totals totals(int seats, Set<Integer> withdrawn, Totals.Section... sections) {
        List<Long> votes = List.of(0L, 0L, 0L);
        return new Totals(seats, votes, withdrawn, List.of(1, 2, 3), List.of(sections));
    }

    private static Totals.Section section(int weight, long... votes) {
        return new Totals.Section(weight, Arrays.stream(votes).boxed().toList());
    }

    @Test
    void halfTheShareComesFromEachSectionHoweverManyVote() {
        Totals totals = totals(1, Set.of(), section(50, 600, 300, 100), section(50, 1, 8, 1));
        assertThat(ElectoralCollege1.percentages(totals))
                .containsExactly(new BigDecimal("35.00"), new BigDecimal("55.00"), new BigDecimal("10.00"));
        assertThat(CountingRules.named("electoral-college-1").count(totals).elected())
                .containsExactly(2);
    }

    @Test
    void sharesAreComparedExactlyAndOnlyShownCut() {
        // a third each, but for a millionth
        Totals totals = totals(1, Set.of(), section(1, 1_000_000, 999_999, 1_000_001));
        assertThat(ElectoralCollege1.percentages(totals)).containsOnly(new BigDecimal("33.33"));
        Outcome outcome = CountingRules.named("electoral-college-1").count(totals);
        assertThat(outcome).isEqualTo(new Outcome(List.of(3), List.of()));
    }

    @Test
    void equalSharesOfDifferentVotesTieAndTheLotDecides() {
        Totals totals = totals(1, Set.of(), section(50, 10, 20, 0), section(50, 4, 2, 0));
        assertThat(CountingRules.named("electoral-college-1").count(totals))
                .isEqualTo(new Outcome(List.of(1), List.of(new Outcome.Tie(1, List.of(1, 2), "lot", 1))));
    }

    @Test
    void theWithdrawnAreNotElectedAndStayInTheDivisor() {
        Totals totals = totals(1, Set.of(1), section(50, 6, 3, 1), section(50, 5, 0, 5));
        assertThat(CountingRules.named("electoral-college-1").count(totals).elected())
                .containsExactly(3);
        assertThat(ElectoralCollege1.percentages(totals).get(2)).isEqualByComparingTo("30");
    }

    @Test
    void aSectionWithoutVotesGivesItsWeightToNobody() {
        Totals totals = totals(1, Set.of(), section(50, 1, 2, 1), section(50, 0, 0, 0));
        assertThat(ElectoralCollege1.percentages(totals))
                .containsExactly(new BigDecimal("12.50"), new BigDecimal("25.00"), new BigDecimal("12.50"));
    }

    @Test
    void undividedTotalsAreRefused() {
        assertThatThrownBy(() -> CountingRules.named("electoral-college-1").count(totals(1, Set.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
