// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Points as the rest of the program holds them: affine as ten limbs, {@code x} and {@code y}, canonical in Montgomery's form, so that equal
 * points have equal limbs; or with a denominator as fifteen, until that is asked for. Infinity is all zeros. No operation changes its
 * arguments.
 */
public final class Coordinates {

    /** Limbs of a point. */
    public static final int LIMBS = Curve.AFFINE;

    private static final int Y = Field.LIMBS;
    private static final int Z = 2 * Field.LIMBS;
    private static final long[] ZERO = new long[Field.LIMBS];

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

    /** A new point at infinity. */
    public static long[] infinity() {
        return new long[LIMBS];
    }

    /** Whether a point with or without denominator is infinity. */
    public static boolean isInfinity(long[] a) {
        return isAffine(a) ? Curve.isInfinity(a, 0) : Curve.isZero(a, 0);
    }

    /** Whether a point has no denominator. */
    public static boolean isAffine(long[] a) {
        return a.length == LIMBS;
    }

    /** The point with the opposite {@code y}, in the same form. */
    public static long[] negate(long[] a) {
        long[] r = a.clone();
        if (!isInfinity(a)) {
            Field.addMultiple(r, Y, ZERO, 0, -1, a, Y);
            Field.canonicalize(r, Y);
        }
        return r;
    }

    /** The sum, with a denominator, of points with or without. */
    public static long[] add(long[] a, long[] b) {
        Curve curve = new Curve();
        long[] sum = extend(isAffine(b) ? a : b);
        long[] other = isAffine(b) ? b : a;
        if (isAffine(other)) {
            curve.addAffine(sum, 0, other, 0);
        } else {
            curve.add(sum, 0, other, 0);
        }
        return sum;
    }

    /** A copy with a denominator. */
    private static long[] extend(long[] a) {
        long[] r = Arrays.copyOf(a, Curve.JACOBIAN);
        if (isAffine(a)) {
            Curve.extend(r, 0, a, 0);
        }
        return r;
    }

    /** An affine point times an integer of {@link Order}, with a denominator. */
    public static long[] times(long[] a, long[] factor) {
        return new Multiplication(a, factor).result();
    }

    /** The affine form of a point with denominator. */
    public static long[] affine(long[] a) {
        long[] r = new long[LIMBS];
        new Curve().affine(r, 0, a, 0);
        return r;
    }

    /** Replaces points by their affine forms, with one inversion for all. */
    public static void normalize(long[][] points) {
        long[] products = new long[(points.length + 1) * Field.LIMBS];
        Field.one(products, 0);
        for (int i = 0; i < points.length; i++) {
            int at = i * Field.LIMBS;
            if (hasDenominator(points[i])) {
                Product.multiply(products, at + Field.LIMBS, products, at, points[i], Z);
            } else {
                System.arraycopy(products, at, products, at + Field.LIMBS, Field.LIMBS);
            }
        }
        long[] running = new long[Field.LIMBS];
        long[] inverse = new long[Field.LIMBS];
        Field.invert(running, 0, products, points.length * Field.LIMBS);
        Curve curve = new Curve();
        for (int i = points.length - 1; i >= 0; i--) {
            long[] point = points[i];
            if (hasDenominator(point)) {
                Product.multiply(inverse, 0, running, 0, products, i * Field.LIMBS);
                Product.multiply(running, 0, running, 0, point, Z);
                points[i] = new long[LIMBS];
                curve.affine(points[i], 0, point, 0, inverse, 0);
            } else if (!isAffine(point)) {
                points[i] = infinity();
            }
        }
    }

    private static boolean hasDenominator(long[] point) {
        return !isAffine(point) && !isInfinity(point);
    }
}
