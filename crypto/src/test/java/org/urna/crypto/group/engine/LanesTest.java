// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

/** Additions side by side, whatever this machine's processor makes of them, against the library and big integers. */
class LanesTest {

    private static final int N = LaneProduct.N;
    private static final int S = LaneProduct.S;
    private static final BigInteger R = BigInteger.ONE.shiftLeft(261);
    private static final ECPoint G = CustomNamedCurves.getByName("P-256").getG();

    @Test
    void productsAreRightUpToTheBoundsOfTheirLimbs() {
        Property.holds(3, random -> {
            long[] w = new long[LaneProduct.FREE];
            fill(w, 0, random, (long) Math.pow(2, 30.2));
            fill(w, LaneProduct.B, random, (long) Math.pow(2, 29.2));
            BigInteger[] expected = new BigInteger[N];
            BigInteger inverse = R.modInverse(Field.P);
            for (int l = 0; l < N; l++) {
                expected[l] = value(w, l)
                        .multiply(value(w, LaneProduct.B + l))
                        .multiply(inverse)
                        .mod(Field.P);
            }

            LaneProduct.multiply(w);

            for (int l = 0; l < N; l++) {
                assertThat(value(w, l).mod(Field.P)).as("lane %s", l).isEqualTo(expected[l]);
                for (int j = 0; j < LaneProduct.LIMBS - 1; j++) {
                    assertThat(w[j * S + l]).isBetween(0L, LaneProduct.MASK);
                }
            }
        });
    }

    @Test
    void squaresAreProductsWithTheFactorItself() {
        Property.holds(3, random -> {
            long[] squared = new long[LaneProduct.FREE];
            fill(squared, LaneProduct.B, random, (long) Math.pow(2, 29.2));
            long[] multiplied = squared.clone();
            System.arraycopy(multiplied, LaneProduct.B, multiplied, 0, LaneProduct.LIMBS * S);

            LaneSquare.square(squared);
            LaneProduct.multiply(multiplied);

            for (int j = 0; j < 2 * LaneProduct.LIMBS; j++) {
                for (int l = 0; l < N; l++) {
                    assertThat(squared[j * S + l]).as("limb %s, lane %s", j, l).isEqualTo(multiplied[j * S + l]);
                }
            }
        });
    }

    @Test
    void foldingKeepsTheNumberAndItsBounds() {
        Property.holds(3, random -> {
            long[] w = new long[LaneProduct.FREE];
            fill(w, 0, random, 1L << 31);
            BigInteger[] expected = new BigInteger[N];
            for (int l = 0; l < N; l++) {
                w[8 * S + l] >>= 5; // below 4*p
                expected[l] = value(w, l).mod(Field.P);
            }

            LaneProduct.fold(w);

            BigInteger slack = Field.P.shiftRight(20);
            for (int l = 0; l < N; l++) {
                assertThat(value(w, l).mod(Field.P)).isEqualTo(expected[l]);
                assertThat(value(w, l)).isBetween(slack.negate(), Field.P.add(slack));
                for (int j = 0; j < LaneProduct.LIMBS; j++) {
                    assertThat(Math.abs(w[j * S + l])).isLessThan((long) Math.pow(2, 29.1));
                }
            }
        });
    }

    @Test
    void inversesOfAllLanesAreRightAndThoseWithoutOneAreNamed() {
        Property.holds(3, random -> {
            long[] w = new long[LaneProduct.FREE];
            fill(w, 0, random, (long) Math.pow(2, 30.2));
            for (int l = 0; l < N; l++) {
                w[8 * S + l] >>= 5; // below 2*p
            }
            long[] zeros = w.clone();
            long[] before = w.clone();
            LaneInverses inverses = new LaneInverses();

            assertThat(inverses.invert(w)).isTrue();

            BigInteger one = R.multiply(R).mod(Field.P);
            for (int l = 0; l < N; l++) {
                assertThat(value(w, l).multiply(value(before, l)).mod(Field.P))
                        .as("lane %s", l)
                        .isEqualTo(one);
            }
            int first = random.nextInt(N);
            int second = random.nextInt(N);
            for (int j = 0; j < LaneProduct.LIMBS; j++) {
                zeros[j * S + first] = 0;
                // p, which is no smaller number than zero here
                zeros[j * S + second] = limb(Field.P, j);
            }

            assertThat(inverses.invert(zeros)).isFalse();

            for (int l = 0; l < N; l++) {
                assertThat(inverses.isZeroLane(l)).as("lane %s", l).isEqualTo(l == first || l == second);
            }
        });
    }

    private static long limb(BigInteger value, int j) {
        return value.shiftRight(j * LaneProduct.BITS)
                .and(BigInteger.valueOf(LaneProduct.MASK))
                .longValueExact();
    }

    /** Half of the limbs at the very bound, because that is where columns overflow if they do. */
    private static void fill(long[] w, int from, Random random, long bound) {
        for (int j = 0; j < LaneProduct.LIMBS; j++) {
            for (int l = 0; l < N; l++) {
                long limb = random.nextBoolean() ? bound : random.nextLong() % bound;
                w[from + j * S + l] = l % 3 == 0 || random.nextBoolean() ? limb : -limb;
            }
        }
    }

    private static BigInteger value(long[] w, int at) {
        BigInteger value = BigInteger.ZERO;
        for (int j = LaneProduct.LIMBS - 1; j >= 0; j--) {
            value = value.shiftLeft(LaneProduct.BITS).add(BigInteger.valueOf(w[at + j * S]));
        }
        return value;
    }

    @Test
    void pointsComeBackFromTheFormOfLanes() {
        long[] points = points(new int[] {1, 0, -1, 2, 77, -78});

        assertThat(LaneForm.affine(LaneForm.of(points, 6), 6)).isEqualTo(points);
    }

    @Test
    void sumsAreRightWhateverMeetsInThem() {
        Property.holds(2, random -> {
            int pairs = 1 + random.nextInt(9000);
            int[] logs = random.ints(2L * pairs, -40, 40).toArray();
            long[] points = LaneForm.of(points(logs), 2 * pairs);
            long[] sums = new long[pairs * Curve.AFFINE];
            boolean[] negative = new boolean[2 * pairs];
            LaneAdder adder = new LaneAdder();
            adder.between(points, sums);

            for (int i = 0; i < pairs; i++) {
                negative[2 * i] = random.nextBoolean();
                negative[2 * i + 1] = random.nextBoolean();
                int a = 4 * i + (negative[2 * i] ? 1 : 0);
                if (i % 11 == 0) {
                    adder.move(a, i);
                } else {
                    adder.add(a, 4 * i + 2 + (negative[2 * i + 1] ? 1 : 0), i);
                }
            }
            adder.flush();

            int[] expected = new int[pairs];
            for (int i = 0; i < pairs; i++) {
                int a = negative[2 * i] ? -logs[2 * i] : logs[2 * i];
                int b = negative[2 * i + 1] ? -logs[2 * i + 1] : logs[2 * i + 1];
                expected[i] = i % 11 == 0 ? a : a + b;
            }
            assertThat(LaneForm.affine(sums, pairs)).isEqualTo(points(expected));
        });
    }

    private static long[] points(int[] logs) {
        long[] points = new long[logs.length * Curve.AFFINE];
        for (int i = 0; i < logs.length; i++) {
            if (logs[i] != 0) {
                System.arraycopy(MULTIPLES[logs[i] + 100], 0, points, i * Curve.AFFINE, Curve.AFFINE);
            }
        }
        return points;
    }

    private static final long[][] MULTIPLES = multiples();

    private static long[][] multiples() {
        long[][] multiples = new long[201][Curve.AFFINE];
        for (int log = -100; log <= 100; log++) {
            if (log != 0) {
                byte[] bytes = G.multiply(BigInteger.valueOf(log)).getEncoded(false);
                Coordinates.read(multiples[log + 100], 0, bytes, 1);
            }
        }
        return multiples;
    }

    @Test
    void bucketsOfManyPointsAreRightOnEveryProcessor() {
        Property.holds(1, random -> {
            int count = 3000;
            int[] logs = random.ints(count, -100, 101).toArray();
            long[] scalars = new long[count * Order.LIMBS];
            BigInteger expected = BigInteger.ZERO;
            for (int i = 0; i < count; i++) {
                BigInteger factor = new BigInteger(i % 3 == 0 ? 255 : 128, random);
                System.arraycopy(Order.limbs(factor), 0, scalars, i * Order.LIMBS, Order.LIMBS);
                expected = expected.add(factor.multiply(BigInteger.valueOf(logs[i])));
            }
            byte[] bytes = G.multiply(expected).normalize().getEncoded(false);
            long[] sum = new long[Curve.AFFINE];
            Coordinates.read(sum, 0, bytes, 1);

            for (boolean lanes : new boolean[] {false, true}) {
                long[] result = new long[Curve.JACOBIAN];
                new Buckets(points(logs), new Factors(scalars, count), 9, lanes, lanes ? 2 : 64).sum(result);
                assertThat(Coordinates.affine(result)).as("lanes: %s", lanes).isEqualTo(sum);
            }
        });
    }
}
