// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.crypto.count.Elections.assertStage;
import static org.urna.crypto.count.Elections.count;

import java.util.List;
import org.junit.jupiter.api.Test;

class StvWigExact1Test {

    @Test
    void thirdsAreExactAndShownCut() {
        // quota 8/3; surplus 7 - 8/3 = 13/3, 13/21 of each of seven
        Count count = count("stv-wig-exact-1", 3, 2, "4 AB, 3 AC, 1 C");
        assertThat(count.quota()).isEqualByComparingTo("2.666666666");
        assertStage(count, 2, "2.666666666 2.476190476 2.857142857 0");
        assertThat(count.elected()).containsExactly(1, 3);
        assertThat(count.ties()).isEmpty();
    }

    @Test
    void theExactQuotaIsEnough() {
        Count count = count("stv-wig-exact-1", 4, 2, "3 A, 3 B, 2 C, 1 D");
        assertThat(count.stages().get(0).elected()).containsExactly(1, 2);
    }

    @Test
    void oneMoreThanTheSeatsAtTheQuotaIsATie() {
        Count count = count("stv-wig-exact-1", 3, 2, "3 A, 3 B, 3 C");
        assertThat(count.elected()).containsExactly(1, 2);
        assertThat(count.ties()).containsExactly(new Outcome.Tie(1, List.of(1, 2, 3), "lot", 1));
    }

    @Test
    void theQuotaOfTheMembersSeatsIn2020IsATenth() {
        // 129,549 votes for nine seats: 12,954.9 as published
        Count count = count("stv-wig-exact-1", 10, 9, "129549 A");
        assertThat(count.quota()).isEqualByComparingTo("12954.9");
        assertThat(count("stv-ers97", 10, 9, "129549 A").quota()).isEqualByComparingTo("12954.9");
    }
}
