// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.crypto.count.Elections.assertStage;
import static org.urna.crypto.count.Elections.count;
import static org.urna.crypto.count.Elections.input;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Irv1Test {

    @Test
    void moreThanHalfOfTheVotesInPlayIsEnough() {
        Count count = count("irv-1", 3, 1, "5 A, 4 B, 1 C");
        assertThat(count.stages()).hasSize(2);
        assertStage(count, 1, "5 4 1 0");
        assertStage(count, 2, "5 4 0 1");
        assertThat(count.elected()).containsExactly(1);
        assertThat(count.stages().get(1).excluded()).containsExactly(3);
        assertThat(count.stages())
                .extracting(Count.Stage::quota)
                .map(Object::toString)
                .containsExactly("6", "5");
    }

    @Test
    void exactlyHalfOfTheVotesInPlayIsNot() {
        assertThat(count("irv-1", 3, 1, "5 A, 3 BC, 2 CB").stages()).hasSize(2);
    }

    @Test
    void ballotsPassOverTheExcludedAndRestWhenNobodyIsLeft() {
        Count count = count("irv-1", 4, 1, "5 A, 4 B, 3 CDB, 2 DC, 1 D");
        assertStage(count, 2, "5 4 5 0 1");
        assertStage(count, 3, "5 0 5 0 5");
    }

    @Test
    void aTieForExclusionLooksBackToTheMostRecentDifference() {
        Count count = count("irv-1", 4, 1, "8 A, 4 BC, 5 CB, 1 DB");
        assertStage(count, 2, "8 5 5 0 0");
        assertThat(count.stages().get(2).excluded()).containsExactly(2);
        assertThat(count.ties()).containsExactly(new Outcome.Tie(3, List.of(2, 3), "look-back", 3));
        assertThat(count.elected()).containsExactly(3);
    }

    @Test
    void aTieThatNothingTellsApartIsSettledByLot() {
        RankedInput input = new RankedInput(3, 1, Elections.ballots("4 A, 3 BA, 3 CA"), Set.of(), List.of(3, 1, 2));
        Count count = RankedRules.named("irv-1").count(input);
        assertThat(count.stages().get(1).excluded()).containsExactly(2);
        assertThat(count.ties()).containsExactly(new Outcome.Tie(2, List.of(2, 3), "lot", 3));
    }

    @Test
    void twoLeftWithEqualVotesNeedNoFurtherStage() {
        Count count = count("irv-1", 2, 1, "4 A, 4 B");
        assertThat(count.stages()).hasSize(1);
        assertThat(count.elected()).containsExactly(1);
        assertThat(count.ties()).containsExactly(new Outcome.Tie(1, List.of(1, 2), "lot", 1));
    }

    @Test
    void theWithdrawnArePassedOverAndBallotsForThemAloneAreNotValid() {
        Count count = RankedRules.named("irv-1").count(input(3, 1, "5 AB, 2 A, 3 C, 1", Set.of(1)));
        assertStage(count, 1, "0 5 3 0");
        assertThat(count.valid()).isEqualTo(8);
        assertThat(count.unusable()).isEqualTo(2);
        assertThat(count.blank()).isEqualTo(1);
        assertThat(count.ballots()).isEqualTo(11);
    }

    @Test
    void withoutAnyVoteTheLotDecides() {
        Count count = count("irv-1", 3, 1, "4");
        assertThat(count.elected()).containsExactly(1);
        assertThat(count.valid()).isZero();
    }

    @Test
    void itFillsOneSeatOnly() {
        assertThatThrownBy(() -> count("irv-1", 3, 2, "1 A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one seat");
    }

    @Test
    void anUnknownRuleIsRefusedWithTheListOfThoseKnown() {
        assertThatThrownBy(() -> RankedRules.named("stv"))
                .hasMessageContaining("irv-1, stv-ers97, stv-meek-nz, stv-scotland-2007, stv-wig-exact-1");
    }
}
