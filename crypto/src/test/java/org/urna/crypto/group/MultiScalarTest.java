// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.Property;

class MultiScalarTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 32, 33, 100, 1000})
    void equalsTheSumOfSingleMultiplications(int count) {
        Property.holds(count > 100 ? 1 : 10, random -> {
            List<Scalar> scalars = new ArrayList<>();
            List<Point> points = new ArrayList<>();
            Point expected = Point.INFINITY;
            for (int i = 0; i < count; i++) {
                scalars.add(Scalar.of(new BigInteger(random.nextInt(257), random)));
                points.add(SecretScalar.of(random.nextLong()).timesG());
                expected = expected.plus(points.get(i).times(scalars.get(i)));
            }

            assertThat(MultiScalar.sum(scalars, points)).isEqualTo(expected);
        });
    }

    @Test
    void edgesOfTheScalarsAreRight() {
        List<BigInteger> edges = new ArrayList<>();
        for (int shift = 0; shift <= 256; shift += 4) {
            for (int delta = -1; delta <= 1; delta++) {
                edges.add(BigInteger.ONE.shiftLeft(shift).add(BigInteger.valueOf(delta)));
                edges.add(P256.Q.subtract(BigInteger.ONE.shiftLeft(shift)).add(BigInteger.valueOf(delta)));
            }
        }
        Point point = SecretScalar.of(7).timesG();
        for (BigInteger edge : edges) {
            Scalar scalar = Scalar.of(edge);

            assertThat(MultiScalar.sum(List.of(scalar), List.of(point))).isEqualTo(point.times(scalar));
            assertThat(point.times(scalar)).isEqualTo(SecretScalar.of(scalar).times(point));
        }
    }

    @Test
    void equalPointsAndInfinityAndZeroAreAllowed() {
        Random random = new Random(1);
        Point point = SecretScalar.of(random.nextLong()).timesG();

        assertThat(MultiScalar.sum(List.of(), List.of())).isEqualTo(Point.INFINITY);
        assertThat(MultiScalar.sum(
                        List.of(Scalar.of(2), Scalar.of(-2), Scalar.of(5), Scalar.ZERO),
                        List.of(point, point, Point.INFINITY, point)))
                .isEqualTo(Point.INFINITY);
        assertThat(MultiScalar.sum(List.of(Scalar.ONE, Scalar.ONE), List.of(point, point.negate())))
                .isEqualTo(Point.INFINITY);
    }

    @Test
    void listsOfDifferentLengthsAreABug() {
        assertThatThrownBy(() -> MultiScalar.sum(List.of(Scalar.ONE), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
