// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
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
        });
    }

    private static ECPoint generic(Point point) {
        return GENERIC.getCurve().createPoint(point.x(), point.y());
    }

    private static Point ours(ECPoint point) throws Exception {
        ECPoint affine = point.normalize();
        byte[] bytes = new byte[Point.BYTES];
        P256.write32Bytes(affine.getAffineXCoord().toBigInteger(), bytes, 0);
        P256.write32Bytes(affine.getAffineYCoord().toBigInteger(), bytes, 32);
        return Point.decode(bytes);
    }
}
