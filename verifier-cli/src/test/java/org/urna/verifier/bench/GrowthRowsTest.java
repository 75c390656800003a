// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.work.Work;

class GrowthRowsTest {

    @Test
    void everyWorkAfterTheCloseIsDoneAndGivesARow() throws Exception {
        // Not a multiple of the options, so that the options have different totals.
        List<Row> rows = new GrowthRows(7, 43, 1, Work.ofCaller()).rows();

        assertThat(rows)
                .extracting(Row::name)
                .containsExactly(
                        "tally-43",
                        "discrete-log-43",
                        "shuffle-prove-43",
                        "shuffle-verify-43",
                        "decrypt-43",
                        "decrypt-verify-43",
                        "combine-43");
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.perSecond().orElseThrow()).isPositive());
    }
}
