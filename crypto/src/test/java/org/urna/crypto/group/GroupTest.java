// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

/** Compares the group with Bouncy Castle's generic curve arithmetic, which shares no field code with ours. */
class GroupTest {

    private static final X9ECParameters GENERIC = SECNamedCurves.getByName("secp256r1");

    @Test
    void pointsEncodeAndDecodeToThemselves() {
        Property.holds(20, random -> {
            Point point = SecretScalar.random(Property.entropy(random)).timesG();

            assertThat(Point.decode(point.encode())).isEqualTo(point).hasSameHashCodeAs(point);
        });
    }

    @Test
    void everyMultiplicationAgreesWithTheGenericCurve() {
        Property.holds(50, random -> {
            BigInteger k = new BigInteger(random.nextInt(257), random);
            Point base = SecretScalar.of(random.nextLong()).timesG();
            SecretScalar secret = SecretScalar.of(Scalar.of(k));
            Point expected = generic(base).multiply(k).isInfinity()
                    ? Point.INFINITY
                    : ours(generic(base).multiply(k));

            assertThat(base.times(Scalar.of(k))).isEqualTo(expected);
            assertThat(secret.times(base)).isEqualTo(expected);
            assertThat(FixedBase.of(base).times(secret)).isEqualTo(expected);
            assertThat(FixedBase.ofMany(base).times(secret)).isEqualTo(expected);
        });
    }

    @Test
    void edgesOfTheScalarsMultiplyAsOnTheGenericCurve() throws Exception {
        ECPoint g = GENERIC.getG();
        for (long delta = -3; delta <= 3; delta++) {
            for (BigInteger middle : new BigInteger[] {
                BigInteger.ZERO, P256.Q.shiftRight(1), BigInteger.ONE.shiftLeft(128), BigInteger.ONE.shiftLeft(255)
            }) {
                BigInteger k = middle.add(BigInteger.valueOf(delta)).mod(P256.Q);
                Point expected = ours(g.multiply(k));
                SecretScalar secret = SecretScalar.of(Scalar.of(k));

                assertThat(Point.G.times(Scalar.of(k))).isEqualTo(expected);
                assertThat(secret.times(Point.G)).isEqualTo(expected);
                assertThat(secret.timesG()).isEqualTo(expected);
            }
        }
    }

    @Test
    void additionAgreesWithTheGenericCurveAndKnowsItsSpecialCases() {
        Property.holds(50, random -> {
            Point p = SecretScalar.random(Property.entropy(random)).timesG();
            Point r = SecretScalar.random(Property.entropy(random)).timesG();

            assertThat(p.plus(r)).isEqualTo(ours(generic(p).add(generic(r))));
            assertThat(p.minus(r)).isEqualTo(ours(generic(p).subtract(generic(r))));
            assertThat(p.plus(p)).isEqualTo(ours(generic(p).twice()));
            assertThat(p.plus(p.negate())).isEqualTo(Point.INFINITY);
            assertThat(p.minus(p)).isEqualTo(Point.INFINITY).hasSameHashCodeAs(Point.INFINITY);
            assertThat(p.plus(Point.INFINITY)).isEqualTo(p);
            assertThat(Point.INFINITY.plus(p)).isEqualTo(p);
            assertThat(Point.INFINITY.minus(p)).isEqualTo(p.negate());
            assertThat(p).isNotEqualTo(p.negate()).isNotEqualTo(r).isNotEqualTo(Point.INFINITY);
        });
    }

    @Test
    void infinityTimesAnythingIsInfinity() {
        assertThat(Point.INFINITY.times(Scalar.of(5))).isEqualTo(Point.INFINITY);
        assertThat(SecretScalar.of(5).times(Point.INFINITY)).isEqualTo(Point.INFINITY);
        assertThat(Point.INFINITY.negate()).isEqualTo(Point.INFINITY);
        assertThatThrownBy(() -> FixedBase.of(Point.INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FixedBase.ofMany(Point.INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void normalizingTogetherChangesNoPoint() {
        Property.holds(5, random -> {
            List<Point> sums = new ArrayList<>();
            List<byte[]> expected = new ArrayList<>();
            for (int i = 1; i < 20; i++) {
                Point sum = SecretScalar.of(random.nextLong()).timesG().plus(Point.G);
                sums.add(sum);
                expected.add(sum.plus(Point.INFINITY).encode());
            }
            sums.add(Point.INFINITY);

            Point.normalize(sums);

            assertThat(sums.get(19)).isEqualTo(Point.INFINITY);
            for (int i = 0; i < 19; i++) {
                assertThat(sums.get(i).encode()).isEqualTo(expected.get(i));
            }
        });
    }

    /** The constants of FIPS 186-5 and SP 800-186, written down here once more. */
    @Test
    void theConstantsAreThoseOfTheStandard() {
        assertThat(P256.P.toString(16)).isEqualTo("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        assertThat(P256.Q.toString(16)).isEqualTo("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        assertThat(Point.G.x().toString(16))
                .isEqualTo("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
        assertThat(Point.G.y().toString(16))
                .isEqualTo("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    }

    @Test
    void longNumbersAreReduced() {
        Property.holds(200, random -> {
            byte[] bytes = new byte[48];
            random.nextBytes(bytes);
            assertThat(Scalar.reduce(bytes)).isEqualTo(Scalar.of(new BigInteger(1, bytes)));
        });
        byte[] greatest = new byte[48];
        Arrays.fill(greatest, (byte) 0xff);
        assertThat(Scalar.reduce(greatest)).isEqualTo(Scalar.of(new BigInteger(1, greatest)));
        assertThat(Scalar.reduce(new byte[48])).isEqualTo(Scalar.ZERO);
    }

    @Test
    void inverseAndZeroBehave() {
        assertThat(Scalar.of(7).inverse().times(Scalar.of(7))).isEqualTo(Scalar.ONE);
        assertThat(Scalar.of(P256.Q)).isEqualTo(Scalar.ZERO);
        assertThat(Scalar.of(-1).plus(Scalar.ONE).isZero()).isTrue();
        assertThatThrownBy(Scalar.ZERO::inverse).isInstanceOf(ArithmeticException.class);
    }

    private static ECPoint generic(Point point) {
        return GENERIC.getCurve().createPoint(point.x(), point.y());
    }

    private static Point ours(ECPoint point) throws Exception {
        if (point.isInfinity()) {
            return Point.INFINITY;
        }
        ECPoint affine = point.normalize();
        byte[] bytes = new byte[Point.BYTES];
        P256.write32Bytes(affine.getAffineXCoord().toBigInteger(), bytes, 0);
        P256.write32Bytes(affine.getAffineYCoord().toBigInteger(), bytes, 32);
        return Point.decode(bytes);
    }
}
