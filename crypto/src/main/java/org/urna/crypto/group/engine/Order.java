// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import static java.lang.Math.multiplyHigh;

import java.math.BigInteger;

/**
 * Public integers modulo the group's order {@code q}: five limbs {@code l0 + l1*2^52 + … + l4*2^208} anywhere in an array, always
 * canonical, that is below {@code q} with every limb in {@code [0, 2^52)}. No operation allocates.
 */
public final class Order {

    /** Limbs of an integer. */
    public static final int LIMBS = 5;

    private static final long MASK = Product.MASK;
    private static final long Q0 = 0x9cac2fc632551L;
    private static final long Q1 = 0xada7179e84f3bL;
    private static final long Q2 = 0xfffffffbce6faL;
    private static final long Q3 = 0xfffffffffL;
    private static final long Q4 = 0xffffffff0000L;

    /** {@code -1/q} modulo {@code 2^52}. */
    private static final long NEGATIVE_INVERSE = 0x1c8aaee00bc4fL;

    /** {@code R^2} modulo {@code q}. */
    private static final long[] R_SQUARED = {
        0x5cc0dea6dc3baL, 0x192a067d8a084L, 0xbec59615571bbL, 0x1fc245b2392b6L, 0xe12d9559d956L
    };

    private Order() {}

    /** Writes {@code a*R}, so that {@link #multiply} by it is a plain product. */
    public static void prepare(long[] r, int ro, long[] a, int ao) {
        multiply(r, ro, a, ao, R_SQUARED, 0);
    }

    /** Writes {@code a + b}. */
    public static void add(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
        long l0 = a[ao] + b[bo];
        long l1 = a[ao + 1] + b[bo + 1] + (l0 >> 52);
        long l2 = a[ao + 2] + b[bo + 2] + (l1 >> 52);
        long l3 = a[ao + 3] + b[bo + 3] + (l2 >> 52);
        r[ro + 4] = a[ao + 4] + b[bo + 4] + (l3 >> 52);
        r[ro] = l0 & MASK;
        r[ro + 1] = l1 & MASK;
        r[ro + 2] = l2 & MASK;
        r[ro + 3] = l3 & MASK;
        subtractOnce(r, ro);
    }

    /** Writes {@code -a}. */
    public static void negate(long[] r, int ro, long[] a, int ao) {
        if (isZero(a, ao)) {
            System.arraycopy(a, ao, r, ro, LIMBS);
        } else {
            carry(r, ro, Q0 - a[ao], Q1 - a[ao + 1], Q2 - a[ao + 2], Q3 - a[ao + 3], Q4 - a[ao + 4]);
        }
    }

    public static boolean isZero(long[] a, int ao) {
        return (a[ao] | a[ao + 1] | a[ao + 2] | a[ao + 3] | a[ao + 4]) == 0;
    }

    /** Reads 32 bytes, big-endian; false, with nothing of use in {@code r}, unless the number is below {@code q}. */
    public static boolean read(long[] r, int ro, byte[] bytes, int from) {
        Words.read(r, ro, bytes, from);
        return !isAtLeastQ(r, ro);
    }

    /** Reads 16 bytes, big-endian. */
    public static void readHalf(long[] r, int ro, byte[] bytes, int from) {
        Words.readHalf(r, ro, bytes, from);
    }

    /** Writes 32 bytes, big-endian. */
    public static void write(byte[] bytes, int to, long[] a, int ao) {
        Words.write(bytes, to, a, ao);
    }

    /** The limbs of a number from 0 to {@code q - 1}. */
    public static long[] limbs(BigInteger value) {
        return Field.limbs(value);
    }

    /** Whether {@code a >= 2^255}; then {@code q - a}, like every number for which this is false, is below {@code 2^255}. */
    static boolean isAboveHalf(long[] a, int ao) {
        return a[ao + 4] >= 1L << 47;
    }

    private static boolean isAtLeastQ(long[] r, int ro) {
        if (r[ro + 4] != Q4) {
            return r[ro + 4] > Q4;
        }
        if (r[ro + 3] != Q3) {
            return r[ro + 3] > Q3;
        }
        if (r[ro + 2] != Q2) {
            return r[ro + 2] > Q2;
        }
        return r[ro + 1] == Q1 ? r[ro] >= Q0 : r[ro + 1] > Q1;
    }

    /** Makes a number below {@code 2*q} canonical. */
    private static void subtractOnce(long[] r, int ro) {
        if (isAtLeastQ(r, ro)) {
            carry(r, ro, r[ro] - Q0, r[ro + 1] - Q1, r[ro + 2] - Q2, r[ro + 3] - Q3, r[ro + 4] - Q4);
        }
    }

    private static void carry(long[] r, int ro, long l0, long l1, long l2, long l3, long l4) {
        long c1 = l1 + (l0 >> 52);
        long c2 = l2 + (c1 >> 52);
        long c3 = l3 + (c2 >> 52);
        r[ro] = l0 & MASK;
        r[ro + 1] = c1 & MASK;
        r[ro + 2] = c2 & MASK;
        r[ro + 3] = c3 & MASK;
        r[ro + 4] = l4 + (c3 >> 52);
    }

    /**
     * Writes {@code a*b/R} with {@code R = 2^260}; {@code r} may be {@code a} or {@code b}.
     *
     * <p>Columns are kept as in {@link Product}; here they hold at most ten products of limbs below {@code 2^52}, so {@code h} stays below
     * {@code 2^56}. Before the last subtraction the result is below {@code (q^2 + R*q)/R < 2*q}.
     */
    public static void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
        long a0 = a[ao];
        long a1 = a[ao + 1];
        long a2 = a[ao + 2];
        long a3 = a[ao + 3];
        long a4 = a[ao + 4];
        long b0 = b[bo];
        long b1 = b[bo + 1];
        long b2 = b[bo + 2];
        long b3 = b[bo + 3];
        long b4 = b[bo + 4];
        long x0 = a0 << 6;
        long x1 = a1 << 6;
        long x2 = a2 << 6;
        long x3 = a3 << 6;
        long x4 = a4 << 6;
        long y0 = b0 << 6;
        long y1 = b1 << 6;
        long y2 = b2 << 6;
        long y3 = b3 << 6;
        long y4 = b4 << 6;
        long s0 = a0 * b0;
        long h0 = multiplyHigh(x0, y0);
        long s1 = a0 * b1 + a1 * b0;
        long h1 = multiplyHigh(x0, y1) + multiplyHigh(x1, y0);
        long s2 = a0 * b2 + a1 * b1 + a2 * b0;
        long h2 = multiplyHigh(x0, y2) + multiplyHigh(x1, y1) + multiplyHigh(x2, y0);
        long s3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long h3 = multiplyHigh(x0, y3) + multiplyHigh(x1, y2) + multiplyHigh(x2, y1) + multiplyHigh(x3, y0);
        long s4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long h4 = multiplyHigh(x0, y4)
                + multiplyHigh(x1, y3)
                + multiplyHigh(x2, y2)
                + multiplyHigh(x3, y1)
                + multiplyHigh(x4, y0);
        long s5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
        long h5 = multiplyHigh(x1, y4) + multiplyHigh(x2, y3) + multiplyHigh(x3, y2) + multiplyHigh(x4, y1);
        long s6 = a2 * b4 + a3 * b3 + a4 * b2;
        long h6 = multiplyHigh(x2, y4) + multiplyHigh(x3, y3) + multiplyHigh(x4, y2);
        long s7 = a3 * b4 + a4 * b3;
        long h7 = multiplyHigh(x3, y4) + multiplyHigh(x4, y3);
        long s8 = a4 * b4;
        long h8 = multiplyHigh(x4, y4);
        long c0 = s0 - (h0 << 52);
        long m0 = (c0 * NEGATIVE_INVERSE) & MASK;
        long n0 = m0 << 6;
        long u0 = multiplyHigh(n0, Q0 << 6);
        long t0 = ((c0 + m0 * Q0 - (u0 << 52)) >> 52) + u0;
        s1 += m0 * Q1;
        h1 += multiplyHigh(n0, Q1 << 6);
        s2 += m0 * Q2;
        h2 += multiplyHigh(n0, Q2 << 6);
        s3 += m0 * Q3;
        h3 += multiplyHigh(n0, Q3 << 6);
        s4 += m0 * Q4;
        h4 += multiplyHigh(n0, Q4 << 6);
        long c1 = s1 - (h1 << 52) + h0 + t0;
        long m1 = (c1 * NEGATIVE_INVERSE) & MASK;
        long n1 = m1 << 6;
        long u1 = multiplyHigh(n1, Q0 << 6);
        long t1 = ((c1 + m1 * Q0 - (u1 << 52)) >> 52) + u1;
        s2 += m1 * Q1;
        h2 += multiplyHigh(n1, Q1 << 6);
        s3 += m1 * Q2;
        h3 += multiplyHigh(n1, Q2 << 6);
        s4 += m1 * Q3;
        h4 += multiplyHigh(n1, Q3 << 6);
        s5 += m1 * Q4;
        h5 += multiplyHigh(n1, Q4 << 6);
        long c2 = s2 - (h2 << 52) + h1 + t1;
        long m2 = (c2 * NEGATIVE_INVERSE) & MASK;
        long n2 = m2 << 6;
        long u2 = multiplyHigh(n2, Q0 << 6);
        long t2 = ((c2 + m2 * Q0 - (u2 << 52)) >> 52) + u2;
        s3 += m2 * Q1;
        h3 += multiplyHigh(n2, Q1 << 6);
        s4 += m2 * Q2;
        h4 += multiplyHigh(n2, Q2 << 6);
        s5 += m2 * Q3;
        h5 += multiplyHigh(n2, Q3 << 6);
        s6 += m2 * Q4;
        h6 += multiplyHigh(n2, Q4 << 6);
        long c3 = s3 - (h3 << 52) + h2 + t2;
        long m3 = (c3 * NEGATIVE_INVERSE) & MASK;
        long n3 = m3 << 6;
        long u3 = multiplyHigh(n3, Q0 << 6);
        long t3 = ((c3 + m3 * Q0 - (u3 << 52)) >> 52) + u3;
        s4 += m3 * Q1;
        h4 += multiplyHigh(n3, Q1 << 6);
        s5 += m3 * Q2;
        h5 += multiplyHigh(n3, Q2 << 6);
        s6 += m3 * Q3;
        h6 += multiplyHigh(n3, Q3 << 6);
        s7 += m3 * Q4;
        h7 += multiplyHigh(n3, Q4 << 6);
        long c4 = s4 - (h4 << 52) + h3 + t3;
        long m4 = (c4 * NEGATIVE_INVERSE) & MASK;
        long n4 = m4 << 6;
        long u4 = multiplyHigh(n4, Q0 << 6);
        long t4 = ((c4 + m4 * Q0 - (u4 << 52)) >> 52) + u4;
        s5 += m4 * Q1;
        h5 += multiplyHigh(n4, Q1 << 6);
        s6 += m4 * Q2;
        h6 += multiplyHigh(n4, Q2 << 6);
        s7 += m4 * Q3;
        h7 += multiplyHigh(n4, Q3 << 6);
        s8 += m4 * Q4;
        h8 += multiplyHigh(n4, Q4 << 6);
        long c5 = s5 - (h5 << 52) + h4 + t4;
        long c6 = s6 - (h6 << 52) + h5 + (c5 >> 52);
        long c7 = s7 - (h7 << 52) + h6 + (c6 >> 52);
        long c8 = s8 - (h8 << 52) + h7 + (c7 >> 52);
        r[ro] = c5 & MASK;
        r[ro + 1] = c6 & MASK;
        r[ro + 2] = c7 & MASK;
        r[ro + 3] = c8 & MASK;
        r[ro + 4] = h8 + (c8 >> 52);
        subtractOnce(r, ro);
    }
}
