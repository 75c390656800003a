// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTrendTest {

    private static HeapTrend trend(double... mebibytes) {
        HeapTrend trend = new HeapTrend();
        for (double each : mebibytes) {
            trend.add((long) (each * (1 << 20)));
        }
        return trend;
    }

    @Test
    void aHeapThatStaysAsItIsIsFlatWhateverSingleMeasurementsSay() {
        HeapTrend trend = trend(60, 61, 90, 62, 61, 95, 60, 63, 61);

        assertThat(trend.fault()).isEmpty();
        assertThat(trend).hasToString("the heap without garbage, MiB: 60.0 61.0 90.0 62.0 61.0 95.0 60.0 63.0 61.0");
    }

    @Test
    void aHeapThatGrowsIsNot() {
        assertThat(trend(60, 62, 64, 66, 68, 70).fault()).isEmpty();
        assertThat(trend(60, 63, 66, 69, 72, 75).fault()).contains("the heap grew from 61.5 to 73.5 MiB");
    }

    @Test
    void whatWasNotMeasuredIsNotFlat() {
        assertThat(trend(60, 60, 60, 60, 60).fault()).get().asString().contains("5 times: too few");
    }
}
