// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;

/**
 * Affine points as ten limbs, {@code x} and {@code y}, canonical in Montgomery's form, so that equal points have equal limbs; infinity is ten
 * zeros.
 */
public final class Coordinates {

    /** Limbs of a point. */
    public static final int LIMBS = Curve.AFFINE;

    private static final int Y = Field.LIMBS;

    private static final long[] B =
            montgomery(new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16));
    private static final long[] THREE = montgomery(BigInteger.valueOf(3));

    private Coordinates() {}

    private static long[] montgomery(BigInteger value) {
        return Field.limbs(value.shiftLeft(260).mod(Field.P));
    }

    /** Reads 64 bytes, {@code x || y} big-endian; false, with nothing of use in {@code r}, unless both are below {@code p}. */
    public static boolean read(long[] r, int ro, byte[] bytes, int from) {
        return Field.read(r, ro, bytes, from) && Field.read(r, ro + Y, bytes, from + 32);
    }

    /** Whether {@code y^2 = x^3 - 3*x + b}. */
    public static boolean isOnCurve(long[] a, int ao) {
        long[] t = new long[2 * Field.LIMBS];
        Product.square(t, 0, a, ao); // below 1.1*p
        Field.subtract(t, 0, t, 0, THREE, 0); // 1.1
        Product.multiply(t, 0, t, 0, a, ao); // 1.1
        Field.addMultiple(t, 0, t, 0, 1, B, 0); // 2.1
        Product.square(t, Y, a, ao + Y); // 1.1
        Field.subtract(t, 0, t, 0, t, Y); // 3.2
        return Field.isZero(t, 0);
    }

    /** Writes 64 bytes, {@code x || y} big-endian. */
    public static void write(byte[] bytes, int to, long[] a, int ao) {
        Field.write(bytes, to, a, ao);
        Field.write(bytes, to + 32, a, ao + Y);
    }

    public static boolean isInfinity(long[] a, int ao) {
        return Curve.isInfinity(a, ao);
    }

    /** The point with the opposite {@code y}. */
    public static long[] negate(long[] a) {
        long[] r = a.clone();
        if (!isInfinity(a, 0)) {
            Field.addMultiple(r, Y, new long[Field.LIMBS], 0, -1, a, Y);
            Field.canonicalize(r, Y);
        }
        return r;
    }
}
