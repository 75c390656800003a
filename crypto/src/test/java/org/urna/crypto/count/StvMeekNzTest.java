// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.crypto.count.Elections.assertStage;
import static org.urna.crypto.count.Elections.count;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand with the regulations beside it. */
class StvMeekNzTest {

    @Test
    void keepValuesAndSharesAreRoundedUpToNineDecimals() {
        Count count = count("stv-meek-nz", 3, 2, "6 AB, 2 B, 1 C");
        assertThat(count.quota()).isEqualByComparingTo("3.000000001");
        assertStage(count, 1, "6 2 1 0");
        // 3.000000001 / 6 = 0.50000000016…, up
        assertStage(count, 2, "3.000000006 4.999999994 1 0");
        assertThat(count.stages().get(1).keep().get(0)).isEqualByComparingTo("0.500000001");
        assertThat(count.elected()).containsExactly(1, 2);
    }

    @Test
    void theQuotaIsCutAndABillionthMore() {
        assertThat(count("stv-meek-nz", 3, 2, "5 A, 4 B, 1 C").quota()).isEqualByComparingTo("3.333333334");
    }

    @Test
    void theLowestGoesAtOnceIfNoSurplusCanSaveThem() {
        Count count = count("stv-meek-nz", 4, 1, "4 A, 3 B, 2 CB, 1 DC");
        assertThat(count.stages().get(0).excluded()).containsExactly(4);
        assertStage(count, 1, "4 3 2 1 0");
        assertStage(count, 2, "4 3 3 0 0");
    }

    @Test
    void aTieLooksBackToTheFirstIterationAtWhichTheTiedDiffered() {
        Count count = count("stv-meek-nz", 4, 1, "4 A, 3 B, 2 CB, 1 DC");
        assertThat(count.ties()).containsExactly(new Outcome.Tie(2, List.of(2, 3), "look-back", 2));
        assertThat(count.elected()).containsExactly(2);
    }

    @Test
    void theLastAreElectedWhenThereIsRoomForAll() {
        Count count = count("stv-meek-nz", 3, 2, "3 A, 2 B, 1 C");
        assertThat(count.stages()).hasSize(1);
        assertThat(count.elected()).containsExactly(1, 2);
        assertThat(count.stages().get(0).excluded()).containsExactly(3);
    }

    @Test
    void ballotsThatEndLowerTheQuota() {
        Count count = count("stv-meek-nz", 4, 2, "8 A, 3 B, 2 C, 2 D");
        assertThat(count.stages().get(1).quota()).isLessThan(count.quota());
    }
}
