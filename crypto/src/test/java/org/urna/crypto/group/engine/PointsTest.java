// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

/** Points and their sums against Bouncy Castle. */
class PointsTest {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");
    private static final BigInteger Q = CURVE.getN();

    /** G to 4096*G: made by additions, which are cheap. */
    private static final ECPoint[] MULTIPLES = multiples();

    private static ECPoint[] multiples() {
        ECPoint[] multiples = new ECPoint[4096];
        multiples[0] = CURVE.getG();
        for (int i = 1; i < multiples.length; i++) {
            multiples[i] = multiples[i - 1].add(CURVE.getG());
        }
        CURVE.getCurve().normalizeAll(multiples);
        return multiples;
    }

    private static ECPoint small(int log) {
        if (log == 0) {
            return CURVE.getCurve().getInfinity();
        }
        ECPoint point = MULTIPLES[Math.abs(log) - 1];
        return log < 0 ? point.negate() : point;
    }

    private static ECPoint g(BigInteger factor) {
        return CURVE.getG().multiply(factor.mod(Q)).normalize();
    }

    /** Points in one array; small multiples of G, their negatives and infinity, so that pairs meet that are equal or opposite. */
    private record Terms(List<BigInteger> logs, List<BigInteger> factors) {

        static Terms random(Random random, int count, int spread) {
            Terms terms = new Terms(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < count; i++) {
                terms.logs.add(BigInteger.valueOf(random.nextInt(2 * spread + 1) - spread));
                BigInteger factor =
                        new BigInteger(List.of(1, 20, 64, 128, 129, 256).get(random.nextInt(6)), random);
                terms.factors.add((random.nextInt(4) == 0 ? factor.negate() : factor).mod(Q));
            }
            return terms;
        }

        long[] points() {
            long[] points = new long[logs.size() * Curve.AFFINE + 1];
            for (int i = 0; i < logs.size(); i++) {
                System.arraycopy(limbs(small(logs.get(i).intValueExact())), 0, points, i * Curve.AFFINE, Curve.AFFINE);
            }
            return points;
        }

        long[] scalars() {
            long[] scalars = new long[factors.size() * Order.LIMBS + 1];
            for (int i = 0; i < factors.size(); i++) {
                System.arraycopy(Order.limbs(factors.get(i)), 0, scalars, i * Order.LIMBS, Order.LIMBS);
            }
            return scalars;
        }

        long[] expected() {
            BigInteger total = BigInteger.ZERO;
            for (int i = 0; i < logs.size(); i++) {
                total = total.add(logs.get(i).multiply(factors.get(i)));
            }
            return limbs(g(total));
        }
    }

    private static long[] limbs(ECPoint point) {
        long[] limbs = new long[Curve.AFFINE];
        if (!point.isInfinity()) {
            byte[] bytes = point.getEncoded(false);
            assertThat(Coordinates.read(limbs, 0, bytes, 1)).isTrue();
            assertThat(Coordinates.isOnCurve(limbs, 0)).isTrue();
        }
        return limbs;
    }

    private static long[] affine(long[] jacobian) {
        long[] affine = new long[Curve.AFFINE];
        new Curve().affine(affine, 0, jacobian, 0);
        return affine;
    }

    @Test
    void coordinatesAreReadWrittenAndCheckedForTheCurve() {
        Property.holds(50, random -> {
            ECPoint point = g(new BigInteger(256, random));
            byte[] bytes = point.getEncoded(false);
            long[] limbs = limbs(point);
            byte[] written = new byte[65];
            written[0] = 4;
            Coordinates.write(written, 1, limbs, 0);
            assertThat(written).isEqualTo(bytes);
            assertThat(Coordinates.negate(limbs)).isEqualTo(limbs(point.negate().normalize()));

            bytes[1 + random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            long[] other = new long[Curve.AFFINE];
            assertThat(Coordinates.read(other, 0, bytes, 1) && Coordinates.isOnCurve(other, 0))
                    .isFalse();
        });
    }

    /** All pairs of a few points with all denominators that chains of additions leave. */
    @Test
    void additionsWithDenominatorsAreRightForEqualAndOppositePointsAndInfinity() {
        Curve curve = new Curve();
        for (int i = -4; i <= 4; i++) {
            for (int j = -4; j <= 4; j++) {
                long[] expected = limbs(g(BigInteger.valueOf(i + j)));
                long[] p = walk(curve, i);
                curve.add(p, 0, walk(curve, j), 0);
                assertThat(affine(p)).as("%s + %s", i, j).isEqualTo(expected);
                p = walk(curve, i);
                curve.addAffine(p, 0, limbs(g(BigInteger.valueOf(j))), 0);
                assertThat(affine(p)).as("%s + affine %s", i, j).isEqualTo(expected);
            }
            long[] p = walk(curve, i);
            curve.twice(p, 0);
            assertThat(affine(p)).isEqualTo(limbs(g(BigInteger.valueOf(2L * i))));
        }
    }

    /** {@code i*G}, by steps of G from {@code -7*G}, so that it has a denominator of its own. */
    private static long[] walk(Curve curve, int i) {
        long[] p = new long[Curve.JACOBIAN];
        Curve.extend(p, 0, limbs(g(BigInteger.valueOf(-7))), 0);
        for (int k = -7; k < i; k++) {
            curve.addAffine(p, 0, limbs(CURVE.getG()), 0);
        }
        return p;
    }

    /** A long chain, in which coordinates that are not reduced would grow out of their limbs. */
    @Test
    void longChainsOfAdditionsAndDoublingsStayRight() {
        Property.holds(3, random -> {
            Curve curve = new Curve();
            long[] p = new long[Curve.JACOBIAN];
            BigInteger log = BigInteger.ZERO;
            long[] step = limbs(g(BigInteger.valueOf(12345)));
            for (int i = 0; i < 2000; i++) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        curve.twice(p, 0);
                        log = log.shiftLeft(1);
                    }
                    case 1 -> {
                        curve.addAffine(p, 0, step, 0);
                        log = log.add(BigInteger.valueOf(12345));
                    }
                    default -> {
                        curve.add(p, 0, p.clone(), 0);
                        log = log.shiftLeft(1);
                    }
                }
            }
            assertThat(affine(p)).isEqualTo(limbs(g(log)));
        });
    }

    /** What the rest of the program sees: points with and without denominator in one sum, one product, and many made affine at once. */
    @Test
    void pointsInBothFormsAreAddedMultipliedAndMadeAffine() {
        Property.holds(5, random -> {
            List<long[]> forms = new ArrayList<>();
            List<BigInteger> logs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int log = random.nextInt(7) - 3;
                long[] affine = limbs(small(log));
                forms.add(random.nextBoolean() ? affine : Coordinates.add(limbs(small(log + 1)), limbs(small(-1))));
                logs.add(BigInteger.valueOf(log));
                BigInteger factor = new BigInteger(random.nextInt(257), random).mod(Q);
                assertThat(Coordinates.affine(Coordinates.times(affine, Order.limbs(factor))))
                        .isEqualTo(limbs(g(factor.multiply(BigInteger.valueOf(log)))));
            }
            for (int i = 0; i < 19; i++) {
                long[] sum = Coordinates.add(forms.get(i), forms.get(i + 1));
                BigInteger log = logs.get(i).add(logs.get(i + 1));
                assertThat(Coordinates.affine(sum)).isEqualTo(limbs(g(log)));
                assertThat(Coordinates.affine(Coordinates.negate(sum))).isEqualTo(limbs(g(log.negate())));
                assertThat(Coordinates.isInfinity(sum)).isEqualTo(log.signum() == 0);
                forms.set(i, sum);
                logs.set(i, log);
            }
            long[][] many = forms.toArray(long[][]::new);
            Coordinates.normalize(many);
            for (int i = 0; i < many.length; i++) {
                assertThat(many[i]).isEqualTo(limbs(g(logs.get(i))));
            }
        });
    }

    @Test
    void groupsOfPointsAddUpWhateverMeetsInThem() {
        Property.holds(6, random -> {
            Terms terms = Terms.random(random, 400, random.nextBoolean() ? 2 : 100);
            int groups = 1 + random.nextInt(40);
            GroupSums sums = new GroupSums(new AffineAdder(), groups);
            int[] place = random.ints(400, 0, groups).toArray();
            boolean[] negative = new boolean[400];
            sums.reset(groups);
            for (int group : place) {
                sums.count(group);
            }
            sums.arrange();
            BigInteger[] expected = new BigInteger[groups];
            Arrays.fill(expected, BigInteger.ZERO);
            for (int i = 0; i < 400; i++) {
                negative[i] = random.nextBoolean();
                sums.put(place[i], negative[i] ? 2 * i + 1 : 2 * i);
                BigInteger log = terms.logs().get(i);
                expected[place[i]] = expected[place[i]].add(negative[i] ? log.negate() : log);
            }
            long[] result = sums.sum(terms.points());
            for (int g = 0; g < groups; g++) {
                long[] sum = new long[Curve.JACOBIAN];
                Curve.extend(sum, 0, result, g * Curve.AFFINE);
                assertThat(affine(sum)).isEqualTo(limbs(g(expected[g])));
            }
        });
    }

    @Test
    void sumsOfAllSmallSizesAreRight() {
        Property.holds(1, random -> {
            Terms all = Terms.random(random, 300, 4096);
            long[] points = all.points();
            for (int count = 0; count <= 300; count++) {
                Terms terms = new Terms(
                        all.logs().subList(300 - count, 300), all.factors().subList(300 - count, 300));
                assertThat(PointSum.of(
                                Arrays.copyOfRange(points, (300 - count) * Curve.AFFINE, 300 * Curve.AFFINE),
                                terms.scalars(),
                                count))
                        .as("%s points", count)
                        .isEqualTo(terms.expected());
            }
        });
    }

    @Test
    void sumsFullOfEqualAndOppositePointsAreRight() {
        Property.holds(15, random -> {
            Terms terms = Terms.random(random, random.nextInt(200), random.nextInt(3));
            assertThat(PointSum.of(terms.points(), terms.scalars(), terms.logs().size()))
                    .isEqualTo(terms.expected());
        });
    }

    @Test
    void bothMethodsAreRightAtEveryWidth() {
        Property.holds(1, random -> {
            Terms terms = Terms.random(random, 60, 1000);
            for (int width : new int[] {2, 3, 4, 5, 7, 8, 11, 16}) {
                long[] sum = new long[Curve.JACOBIAN];
                if (width <= 7) {
                    new Tables(terms.points(), new Factors(terms.scalars(), 60), width).sum(sum);
                    assertThat(affine(sum)).isEqualTo(terms.expected());
                }
                for (int together : new int[] {0, 1, 3, 256}) {
                    new Buckets(terms.points(), new Factors(terms.scalars(), 60), width, false, together).sum(sum);
                    assertThat(affine(sum))
                            .as("%s bits, %s positions at once", width, together)
                            .isEqualTo(terms.expected());
                }
            }
        });
    }

    @Test
    void aSumOfManyPointsIsRight() {
        Property.holds(1, random -> {
            Terms terms = Terms.random(random, 5000, 4096);
            assertThat(PointSum.of(terms.points(), terms.scalars(), 5000)).isEqualTo(terms.expected());
        });
    }

    @Test
    void edgesOfTheFactorsAreRight() {
        List<BigInteger> factors = OrderTest.edges();
        BigInteger log = BigInteger.valueOf(7);
        for (BigInteger factor : factors) {
            Terms one = new Terms(List.of(log), List.of(factor));
            assertThat(PointSum.of(one.points(), one.scalars(), 1)).isEqualTo(one.expected());
        }
        Terms all = new Terms(Collections.nCopies(factors.size(), log), factors);
        assertThat(PointSum.of(all.points(), all.scalars(), factors.size())).isEqualTo(all.expected());
    }
}
