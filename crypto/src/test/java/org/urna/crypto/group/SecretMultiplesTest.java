// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

/** The regular multiplications of the engine against the library's, which share no code. */
class SecretMultiplesTest {

    private static SecretScalar secret(BigInteger value) {
        return SecretScalar.of(Scalar.of(value));
    }

    private static List<SecretScalar> secrets(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> secret(new BigInteger(255, random).add(BigInteger.ONE)))
                .toList();
    }

    private static List<Point> points(Random random, int count) {
        return secrets(random, count).stream().map(SecretScalar::timesG).toList();
    }

    @Test
    void sumsWithAPointAreThoseOfTheLibrary() {
        Property.holds(5, random -> {
            Point base = points(random, 1).get(0);
            List<Point> points = points(random, 20);
            List<SecretScalar> factors = secrets(random, 20);

            List<Point> sums = SecretMultiples.of(base).plus(points, factors);

            for (int i = 0; i < 20; i++) {
                assertThat(sums.get(i)).isEqualTo(factors.get(i).times(base).plus(points.get(i)));
            }
        });
    }

    @Test
    void sumsOfTwoBasesAreThoseOfTheLibrary() {
        Property.holds(5, random -> {
            Point base = points(random, 1).get(0);
            List<SecretScalar> factors = secrets(random, 20);
            List<SecretScalar> others = secrets(random, 20);

            List<Point> sums = SecretMultiples.G.plus(factors, SecretMultiples.of(base), others);

            for (int i = 0; i < 20; i++) {
                assertThat(sums.get(i))
                        .isEqualTo(factors.get(i).timesG().plus(others.get(i).times(base)));
            }
        });
    }

    @Test
    void factorsAtTheEdgesAreMultipliedRight() {
        List<SecretScalar> edges = new ArrayList<>();
        for (BigInteger middle : List.of(
                BigInteger.ZERO,
                P256.Q,
                P256.Q.shiftRight(1),
                BigInteger.ONE.shiftLeft(128),
                BigInteger.ONE.shiftLeft(252),
                BigInteger.ONE.shiftLeft(255))) {
            for (long delta = -4; delta <= 4; delta++) {
                BigInteger value = middle.add(BigInteger.valueOf(delta)).mod(P256.Q);
                if (value.signum() != 0) {
                    edges.add(secret(value));
                }
            }
        }
        Point point = secret(BigInteger.valueOf(0x5eed).pow(9)).timesG();

        List<Point> sums = SecretMultiples.G.plus(Collections.nCopies(edges.size(), point), edges);

        for (int i = 0; i < edges.size(); i++) {
            assertThat(sums.get(i)).isEqualTo(edges.get(i).timesG().plus(point));
        }
    }

    @Test
    void combinationsOfAnyNumberOfPointsAreThoseOfTheLibrary() {
        Property.holds(2, random -> {
            for (int count : new int[] {1, 2, 3, 63, 64, 65, 150}) {
                List<Point> points = points(random, count);
                List<SecretScalar> factors = secrets(random, count);

                Point sum = SecretMultiples.sum(factors, points);

                Point expected = Point.INFINITY;
                for (int i = 0; i < count; i++) {
                    expected = expected.plus(factors.get(i).times(points.get(i)));
                }
                assertThat(sum).isEqualTo(expected);
            }
        });
    }

    /** What the steps cannot do is noticed: a result that is no point never gets out. */
    @Test
    void accidentsGiveNoResult() {
        Random random = new Random(1);
        List<SecretScalar> factors = new ArrayList<>(secrets(random, 3));
        List<Point> points = points(random, 3);
        List<Point> opposite = new ArrayList<>(points);
        opposite.set(1, factors.get(1).timesG().negate());

        assertThatThrownBy(() -> SecretMultiples.G.plus(opposite, factors)).isInstanceOf(ArithmeticException.class);
        factors.set(1, SecretScalar.of(0));
        assertThatThrownBy(() -> SecretMultiples.G.plus(points, factors)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> SecretMultiples.of(Point.INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }
}
