// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

class DiscreteLogTest {

    private static Point times(long m) {
        return Point.G.times(Scalar.of(m));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 10, 99, 257})
    void everyValueUpToTheBoundIsFoundAndNothingBeside(long max) {
        DiscreteLog log = DiscreteLog.upTo(max);
        LongStream.rangeClosed(0, max)
                .forEach(m -> assertThat(log.find(times(m))).hasValue(m));
        LongStream.rangeClosed(-600, -1)
                .forEach(m -> assertThat(log.find(times(m))).isEmpty());
        LongStream.rangeClosed(max + 1, max + 600)
                .forEach(m -> assertThat(log.find(times(m))).isEmpty());
    }

    @Test
    void randomValuesAndBothEndsOfAMillionAreFound() {
        long max = 1_000_003;
        DiscreteLog log = DiscreteLog.upTo(max);
        LongStream.concat(new Random(1).longs(20, 0, max + 1), LongStream.of(0, 1, max - 1, max))
                .parallel()
                .forEach(m -> assertThat(log.find(times(m))).hasValue(m));
        assertThat(log.find(times(max + 1))).isEmpty();
        assertThat(log.find(times(-1))).isEmpty();
    }

    @Test
    void theLargestTotalAllowedIsFound() {
        DiscreteLog log = DiscreteLog.upTo(DiscreteLog.MAX);
        assertThat(log.find(times(DiscreteLog.MAX))).hasValue(DiscreteLog.MAX);
        assertThat(log.find(times(51_234_567_890L))).hasValue(51_234_567_890L);
        assertThat(log.find(times(DiscreteLog.MAX + 1))).isEmpty();
    }

    @Test
    void aPointWithoutASmallLogarithmGivesNothing() {
        assertThat(DiscreteLog.upTo(10_000).find(times(1).times(Scalar.of(7).inverse())))
                .isEmpty();
    }

    @Test
    void boundsOutsideTheAllowedRangeAreRefused() {
        assertThatThrownBy(() -> DiscreteLog.upTo(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DiscreteLog.upTo(DiscreteLog.MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
