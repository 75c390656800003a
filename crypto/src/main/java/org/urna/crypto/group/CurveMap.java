// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECFieldElement;

/**
 * Maps uniform bytes to a point of which nobody knows the logarithm: the second half of the suite
 * {@code P256_XMD:SHA-256_SSWU_RO_} of RFC 9380. For public input: the time taken depends on it.
 */
public final class CurveMap {

    /** Length in bytes of what is mapped: two field elements with 16 spare bytes each. */
    public static final int UNIFORM_BYTES = 96;

    private static final ECFieldElement A = P256.CURVE.getA();
    private static final ECFieldElement B = P256.CURVE.getB();
    private static final ECFieldElement ONE = P256.CURVE.fromBigInteger(BigInteger.ONE);
    private static final ECFieldElement Z = P256.CURVE.fromBigInteger(P256.P.subtract(BigInteger.TEN));
    private static final ECFieldElement MINUS_B_OVER_A = B.divide(A).negate();
    private static final ECFieldElement B_OVER_ZA = B.divide(Z.multiply(A));

    private CurveMap() {}

    /** The sum of the points to which the two halves of {@code uniform}, 96 bytes, map. */
    public static Point map(byte[] uniform) {
        if (uniform.length != UNIFORM_BYTES) {
            throw new IllegalArgumentException("two field elements need 96 bytes");
        }
        int half = UNIFORM_BYTES / 2;
        return map(reduce(Arrays.copyOf(uniform, half)))
                .plus(map(reduce(Arrays.copyOfRange(uniform, half, UNIFORM_BYTES))));
    }

    private static BigInteger reduce(byte[] bytes) {
        return new BigInteger(1, bytes).mod(P256.P);
    }

    /** RFC 9380 §6.6.2, the simplified map of Shallue, van de Woestijne and Ulas, for {@code a*b != 0}. */
    static Point map(BigInteger element) {
        ECFieldElement u = P256.CURVE.fromBigInteger(element);
        ECFieldElement zu2 = Z.multiply(u.square());
        ECFieldElement denominator = zu2.square().add(zu2);
        ECFieldElement x = denominator.isZero() ? B_OVER_ZA : MINUS_B_OVER_A.multiply(ONE.add(denominator.invert()));
        ECFieldElement y = P256.rightSide(x).sqrt();
        if (y == null) { // not a square; then the right side at the other candidate is one
            x = zu2.multiply(x);
            y = P256.rightSide(x).sqrt();
        }
        if (u.testBitZero() != y.testBitZero()) {
            y = y.negate();
        }
        return Point.of(P256.CURVE.createPoint(x.toBigInteger(), y.toBigInteger()));
    }
}
