// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountingRulesTest {

    private static Outcome count(int seats, List<Long> votes, Set<Integer> withdrawn, List<Integer> lots) {
        return CountingRules.BLOCK_1.count(new Totals(seats, votes, withdrawn, lots));
    }

    @Test
    void theMostVotesWin() {
        Outcome outcome = CountingRules.PLURALITY_1.count(
                new Totals(1, List.of(135_218L, 275_780L, 79_597L), Set.of(), List.of(3, 1, 2)));
        assertThat(outcome).isEqualTo(new Outcome(List.of(2), List.of()));
    }

    @Test
    void seatsAreFilledInOrderOfVotes() {
        assertThat(count(2, List.of(5L, 9L, 7L), Set.of(), List.of(1, 2, 3)).elected())
                .containsExactly(2, 3);
    }

    @Test
    void aWithdrawnCandidateKeepsTheVotesAndIsPassedOver() {
        assertThat(count(1, List.of(5L, 9L, 7L), Set.of(2), List.of(1, 2, 3)).elected())
                .containsExactly(3);
    }

    @Test
    void aTieAcrossTheLastSeatIsSettledByLotAndRecorded() {
        Outcome outcome = count(2, List.of(7L, 9L, 7L, 7L), Set.of(), List.of(4, 3, 2, 1));
        assertThat(outcome.elected()).containsExactly(2, 4);
        assertThat(outcome.ties()).containsExactly(new Outcome.Tie(1, List.of(1, 3, 4), "lot", 4));
    }

    @Test
    void aTieAmongTheElectedDecidesNothingAndIsNotRecorded() {
        Outcome outcome = count(2, List.of(9L, 9L, 7L), Set.of(), List.of(3, 2, 1));
        assertThat(outcome).isEqualTo(new Outcome(List.of(2, 1), List.of()));
    }

    @Test
    void aTieWithAWithdrawnCandidateIsNone() {
        assertThat(count(1, List.of(9L, 9L), Set.of(1), List.of(1, 2))).isEqualTo(new Outcome(List.of(2), List.of()));
    }

    @Test
    void withoutAnyVoteTheLotDecidesAndTheTieIsRecorded() {
        Outcome outcome = count(1, List.of(0L, 0L), Set.of(), List.of(2, 1));
        assertThat(outcome).isEqualTo(new Outcome(List.of(2), List.of(new Outcome.Tie(1, List.of(1, 2), "lot", 2))));
    }

    @Test
    void noMoreCandidatesThanSeatsAreAllElected() {
        assertThat(count(3, List.of(0L, 4L, 1L), Set.of(3), List.of(1, 2, 3)))
                .isEqualTo(new Outcome(List.of(2, 1), List.of()));
        assertThat(count(1, List.of(3L), Set.of(1), List.of(1)).elected()).isEmpty();
    }

    @Test
    void nobodyUnelectedHasMoreVotesOrABetterLotThanSomebodyElected() {
        Random random = new Random(4711);
        for (int round = 0; round < 2_000; round++) {
            int candidates = 1 + random.nextInt(7);
            int seats = 1 + random.nextInt(4);
            List<Long> votes = random.longs(candidates, 0, 4).boxed().toList();
            List<Integer> lots =
                    new ArrayList<>(IntStream.rangeClosed(1, candidates).boxed().toList());
            Collections.shuffle(lots, random);
            Set<Integer> withdrawn = new HashSet<>(random.nextInt(3) == 0 ? List.of(1) : List.of());

            Outcome outcome = count(seats, votes, withdrawn, lots);

            assertThat(outcome.elected())
                    .hasSize(Math.min(seats, candidates - withdrawn.size()))
                    .doesNotHaveDuplicates()
                    .noneMatch(withdrawn::contains);
            boolean tied = false;
            for (int loser = 1; loser <= candidates; loser++) {
                if (withdrawn.contains(loser) || outcome.elected().contains(loser)) {
                    continue;
                }
                for (int winner : outcome.elected()) {
                    long ahead = votes.get(winner - 1) - votes.get(loser - 1);
                    assertThat(ahead).isNotNegative();
                    tied |= ahead == 0;
                    assertThat(ahead > 0 || lots.indexOf(winner) < lots.indexOf(loser))
                            .isTrue();
                }
            }
            assertThat(outcome.ties()).hasSize(tied ? 1 : 0);
        }
    }

    @Test
    void anUnknownRuleIsRefusedWithTheListOfThoseKnown() {
        assertThat(CountingRules.knows("block-1")).isTrue();
        assertThat(CountingRules.knows("block-2")).isFalse();
        assertThatThrownBy(() -> CountingRules.named("stv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("block-1, electoral-college-1, plurality-1");
    }

    @Test
    void totalsThatDoNotFitEachOtherAreRefused() {
        assertThatThrownBy(() -> new Totals(0, List.of(1L), Set.of(), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Totals(1, List.of(-1L), Set.of(), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Totals(1, List.of(1L), Set.of(2), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Totals(1, List.of(1L, 1L), Set.of(), List.of(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
