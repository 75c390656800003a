// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.crypto.count.Elections.assertStage;
import static org.urna.crypto.count.Elections.count;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand with the rules beside it; numbers are theirs. */
class StvErs97Test {

    private static Count ers97(int candidates, int seats, String ballots) {
        return count("stv-ers97", candidates, seats, ballots);
    }

    /** 5.2.2 (a). */
    @Test
    void aSurplusNotAboveTheGapOfTheTwoLowestIsDeferred() {
        Count count = ers97(4, 2, "11 AB, 9 B, 7 C, 3 DC");
        assertThat(count.stages().get(1).kind()).isEqualTo(Count.Kind.EXCLUSION);
        assertStage(count, 2, "11 9 10 0 0");
        assertThat(count.elected()).containsExactly(1, 3);
    }

    /** 5.2.2 (b) and 5.2.5. */
    @Test
    void aSurplusThatCannotSaveAGroupIsDeferredAndTheGroupGoesTogether() {
        Count count = ers97(5, 2, "14 AB, 12 B, 9 C, 2 DC, 2 EC");
        assertThat(count.stages().get(1).from()).containsExactly(4, 5);
        assertThat(count.stages().get(1).excluded()).containsExactlyInAnyOrder(4, 5);
        assertStage(count, 2, "14 12 13 0 0 0");
        assertThat(count.ties()).isEmpty();
    }

    @Test
    void aGroupThatMightOvertakeWithTheSurplusWaitsForIt() {
        // quota 45/3 = 15; surplus 5; D and E 4 each: 4 + 5 > 4 and 8 + 5 > 9
        Count count = ers97(5, 2, "20 AB, 8 B, 9 C, 4 D, 4 E");
        assertThat(count.stages().get(1).kind()).isEqualTo(Count.Kind.SURPLUS);
        assertStage(count, 2, "15 13 9 4 4 0"); // 5/20 = 0.25
    }

    /** 5.3.7. */
    @Test
    void theTransferValueIsCutToHundredthsAndTheDifferenceIsNotTransferable() {
        // quota 30/3 = 10; surplus 4 over 13 transferable of 14: 0.30; 4 - 3.90 = 0.10
        Count count = ers97(4, 2, "13 AB, 1 A, 5 B, 6 C, 5 D");
        assertStage(count, 2, "10 8.9 6 5 0.1");
        assertThat(count.stages().get(1).roundingLoss()).isEqualByComparingTo("0.10");
    }

    @Test
    void fewTransferableBallotsKeepTheirValueAndTheRestOfTheSurplusIsNotTransferable() {
        // surplus 4, only 2 transferable
        Count count = ers97(4, 2, "2 AB, 12 A, 5 B, 6 C, 5 D");
        assertStage(count, 2, "10 7 6 5 2");
        assertThat(count.stages().get(1).roundingLoss()).isEqualByComparingTo("0");
    }

    /** 5.4.8. */
    @Test
    void theQuotaFallsWhileNobodyIsElected() {
        Count count = ers97(4, 1, "5 A, 4 B, 2 C, 1 D");
        assertThat(count.quota()).isEqualByComparingTo("6");
        assertThat(count.stages().get(1).quota()).isEqualByComparingTo("4.50");
        assertStage(count, 2, "5 4 0 0 3");
        assertThat(count.elected()).containsExactly(1);
    }

    /** 5.1.6. */
    @Test
    void anInexactQuotaIsCutAndRaisedByAHundredth() {
        assertThat(ers97(2, 1, "2 A, 1 B").quota()).isEqualByComparingTo("1.5");
        assertThat(ers97(3, 2, "2 A, 1 B, 1 C").quota()).isEqualByComparingTo("1.34");
    }

    /** 5.6.2, then 5.2.5 and 5.5.1. */
    @Test
    void whoTieForTheLastSeatAreNotElectedUntilTheLotExcludesOne() {
        Count count = ers97(4, 2, "5 A, 3 B, 3 C, 1 D");
        assertStage(count, 2, "5 3 3 0 1");
        assertStage(count, 3, "4 3 3 0 2");
        assertThat(count.stages()).hasSize(3);
        assertThat(count.elected()).containsExactly(1, 2);
        assertThat(count.ties()).containsExactly(new Outcome.Tie(3, List.of(2, 3), "lot", 2));
        assertThat(count.stages().get(2).excluded()).isEmpty();
    }

    /** 5.5.2 and 5.4.2: the ballots of lower value stay where they are once the seats are filled. */
    @Test
    void anExclusionStopsAtTheBatchThatFillsTheSeats() {
        // quota 20/3 -> 6.67; A's surplus 5.33 over 12: 0.44
        Count count = ers97(4, 2, "12 AD, 3 B, 3 C, 1 DB, 1 DC");
        assertStage(count, 2, "6.67 3 3 7.28 0.05");
        assertThat(count.elected()).containsExactly(1, 4);
    }

    @Test
    void withoutVotesTheLotDecidesEverything() {
        Count count = ers97(3, 2, "2");
        assertThat(count.elected()).containsExactly(1, 2);
    }
}
