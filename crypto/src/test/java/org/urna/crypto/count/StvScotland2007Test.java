// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.crypto.count.Elections.assertStage;
import static org.urna.crypto.count.Elections.count;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand with the Order beside it. */
class StvScotland2007Test {

    private static Count scottish(int candidates, int seats, String ballots) {
        return count("stv-scotland-2007", candidates, seats, ballots);
    }

    @Test
    void theValueOfATransferredBallotIsCutAndTheLossIsNotTransferable() {
        // quota 20/3 = 6 + 1; surplus 3 of 10: 0.30000 each
        Count count = scottish(4, 2, "7 AB, 2 AC, 1 A, 4 B, 3 C, 3 D");
        assertThat(count.quota()).isEqualByComparingTo("7");
        assertStage(count, 1, "10 4 3 3 0");
        assertStage(count, 2, "7 6.1 3.6 3 0.3");
        assertThat(count.stages().get(1).transfers()).hasSize(3);
    }

    @Test
    void thirdsLoseTheirRemainder() {
        Count count = scottish(3, 2, "7 AB, 2 BC, 2 CB");
        // quota 11/3 = 3 + 1 = 4; surplus 3 of 7: 0.42857 x 7 = 2.99999
        assertStage(count, 2, "4 4.99999 2 0.00001");
        assertThat(count.stages().get(1).roundingLoss()).isEqualByComparingTo("0.00001");
        assertThat(count.elected()).containsExactly(1, 2);
    }

    @Test
    void aCandidateExactlyAtTheQuotaHasNoSurplusAndNoStage() {
        // quota 9/3 + 1 = 4
        Count count = scottish(4, 2, "4 AB, 2 B, 2 CB, 1 DC");
        assertThat(count.stages().get(0).elected()).containsExactly(1);
        assertThat(count.stages().get(1).kind()).isEqualTo(Count.Kind.EXCLUSION);
        assertThat(count.stages().get(1).excluded()).containsExactly(4);
    }

    @Test
    void theLargestSurplusGoesFirstAndGivesNothingToTheElected() {
        // quota 20/4 + 1 = 6; surpluses A 2, B 3
        Count count = scottish(5, 3, "8 ABC, 9 BAD, 1 C, 1 D, 1 E");
        assertThat(count.stages().get(1).from()).containsExactly(2);
        assertStage(count, 2, "8 6 1 3.99997 1 0.00003"); // 3/9 is cut to 0.33333, nine times
        assertStage(count, 3, "6 6 3 3.99997 1 0.00003");
    }

    @Test
    void theValueOfABallotIsMultipliedByTheValueAtWhichItWasReceived() {
        // quota 12/4 + 1 = 4; A's surplus 4 of 8: 0.5 each
        Count count = scottish(5, 3, "8 ABC, 1 B, 1 C, 1 D, 1 E");
        assertStage(count, 2, "4 5 1 1 1 0");
        // B: surplus 1 of 5; first preference 1*1/5 = 0.2 without a next one, the eight at 0.5*1/5 = 0.1
        assertStage(count, 3, "4 4 1.8 1 1 0.2");
    }

    @Test
    void ballotsOfTheExcludedGoOnAtTheValueTheyHave() {
        Count count = scottish(5, 2, "9 ABC, 2 BC, 4 C, 4 D, 1 EB");
        // quota 20/3 = 6 + 1 = 7; A's surplus 2 of 9: 0.22222
        assertStage(count, 2, "7 3.99998 4 4 1 0.00002");
        assertStage(count, 3, "7 4.99998 4 4 0 0.00002");
        assertThat(count.ties()).hasSize(1);
    }

    @Test
    void aTieForExclusionLooksBackToTheMostRecentStageNotToTheFirst() {
        Count count = scottish(6, 1, "20 A, 19 B, 5 CA, 4 DB, 3 EC, 2 FD");
        assertStage(count, 2, "20 19 5 6 3 0 0");
        assertStage(count, 3, "20 19 8 6 0 0 0");
        Count tied = scottish(6, 1, "20 A, 19 B, 5 CA, 4 DB, 2 EC, 3 FD");
        assertStage(tied, 1, "20 19 5 4 2 3 0");
        assertStage(tied, 2, "20 19 7 4 0 3 0");
        assertStage(tied, 3, "20 19 7 7 0 0 0");
        assertThat(tied.stages().get(3).excluded()).containsExactly(4);
        assertThat(tied.ties()).containsExactly(new Outcome.Tie(4, List.of(3, 4), "look-back", 3));
    }

    @Test
    void ofThreeTiedTheMostRecentStageAtWhichNotAllAreEqualNarrowsThem() {
        // stage 2: B and C 4, D 3; all equal at stage 3; so D goes, whatever stage 1 said
        LookBack recent = LookBack.MOST_RECENT;
        List<List<Fraction>> points = List.of(
                List.of(Fraction.ZERO, Fraction.of(5), Fraction.of(6), Fraction.of(9)),
                List.of(Fraction.ZERO, Fraction.of(4), Fraction.of(4), Fraction.of(3)));
        assertThat(List.of(1, 2, 3).stream().sorted(recent.over(points)).toList())
                .containsExactly(2, 1, 3);
        assertThat(List.of(1, 2, 3).stream().sorted(LookBack.FIRST.over(points)).toList())
                .containsExactly(3, 2, 1);
    }

    @Test
    void equalSurplusesAreSettledByLotIfTheyNeverDiffered() {
        Count count = scottish(4, 3, "6 AC, 6 BD, 2 C, 1 D");
        assertThat(count.stages().get(1).from()).containsExactly(1);
        assertThat(count.ties().get(0)).isEqualTo(new Outcome.Tie(2, List.of(1, 2), "lot", 1));
    }

    @Test
    void withOneTooManyTheExclusionIsCarriedOutAndThenTheRestAreElected() {
        Count count = scottish(4, 2, "8 A, 3 B, 2 CB, 1 D");
        // quota 14/3 = 4 + 1; A's surplus has nobody to go to
        assertStage(count, 2, "5 3 2 1 3");
        assertStage(count, 3, "5 3 2 0 4");
        assertStage(count, 4, "5 5 0 0 4");
        assertThat(count.elected()).containsExactly(1, 2);
    }

    @Test
    void noMoreCandidatesThanSeatsAreAllElectedAtOnce() {
        Count count = scottish(2, 3, "1 A, 3 B");
        assertThat(count.stages()).hasSize(1);
        assertThat(count.elected()).containsExactly(2, 1);
    }
}
