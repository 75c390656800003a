// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;
import org.bouncycastle.math.raw.Mod;

/**
 * The rest of the arithmetic modulo {@code p}, on elements as {@link Product} has them.
 *
 * <p>An element is <i>folded</i> if it is between {@code -2^-20*p} and {@code (1 + 2^-20)*p} with limbs of at most {@code 2^53} in
 * absolute value, and <i>canonical</i> if it is in {@code [0, p)} with limbs 0 to 3 in {@code [0, 2^52)}, which makes it unique.
 */
final class Field {

    /** Limbs of an element. */
    static final int LIMBS = 5;

    private static final long MASK = Product.MASK;
    private static final long TOP = (1L << 48) - 1;

    static final BigInteger P = BigInteger.ONE
            .shiftLeft(256)
            .subtract(BigInteger.ONE.shiftLeft(224))
            .add(BigInteger.ONE.shiftLeft(192))
            .add(BigInteger.ONE.shiftLeft(96))
            .subtract(BigInteger.ONE);

    // The limbs of p.
    private static final long P0 = MASK;
    private static final long P1 = (1L << 44) - 1;
    private static final long P3 = 1L << 36;
    private static final long P4 = (1L << 48) - (1L << 16);

    private static final int[] P_WORDS = {-1, -1, -1, 0, 0, 0, 1, -1};

    /** The number 1 in Montgomery's form. */
    private static final long[] ONE = limbs(BigInteger.ONE.shiftLeft(260).mod(P));

    private static final long[] R_SQUARED = limbs(BigInteger.ONE.shiftLeft(520).mod(P));
    private static final long[] PLAIN_ONE = {1, 0, 0, 0, 0};

    private Field() {}

    static void one(long[] r, int ro) {
        System.arraycopy(ONE, 0, r, ro, LIMBS);
    }

    /** {@code a - b} limb by limb: neither carried nor reduced. */
    static void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
        r[ro] = a[ao] - b[bo];
        r[ro + 1] = a[ao + 1] - b[bo + 1];
        r[ro + 2] = a[ao + 2] - b[bo + 2];
        r[ro + 3] = a[ao + 3] - b[bo + 3];
        r[ro + 4] = a[ao + 4] - b[bo + 4];
    }

    /** {@code a + factor*b} limb by limb: neither carried nor reduced. */
    static void addMultiple(long[] r, int ro, long[] a, int ao, long factor, long[] b, int bo) {
        r[ro] = a[ao] + factor * b[bo];
        r[ro + 1] = a[ao + 1] + factor * b[bo + 1];
        r[ro + 2] = a[ao + 2] + factor * b[bo + 2];
        r[ro + 3] = a[ao + 3] + factor * b[bo + 3];
        r[ro + 4] = a[ao + 4] + factor * b[bo + 4];
    }

    /**
     * Writes the folded element of the number with these limbs, which is at most {@code 2^8*p} in absolute value, its limbs at most
     * {@code 2^60}.
     *
     * <p>The bits from {@code 2^256} on, a number {@code t} of at most 9 bits with sign, come back as
     * {@code t*(2^224 - 2^192 - 2^96 + 1)}, less than {@code 2^233}.
     */
    static void fold(long[] r, int ro, long l0, long l1, long l2, long l3, long l4) {
        long c1 = l1 + (l0 >> 52);
        long c2 = l2 + (c1 >> 52);
        long c3 = l3 + (c2 >> 52);
        long c4 = l4 + (c3 >> 52);
        long t = c4 >> 48;
        r[ro] = (l0 & MASK) + t;
        r[ro + 1] = (c1 & MASK) - (t << 44);
        r[ro + 2] = c2 & MASK;
        r[ro + 3] = (c3 & MASK) - (t << 36);
        r[ro + 4] = (c4 & TOP) + (t << 16);
    }

    /** {@link #fold(long[], int, long, long, long, long, long) Folds} in place. */
    static void fold(long[] r, int ro) {
        fold(r, ro, r[ro], r[ro + 1], r[ro + 2], r[ro + 3], r[ro + 4]);
    }

    /** Makes an element canonical that {@link #fold(long[], int)} takes. */
    static void canonicalize(long[] r, int ro) {
        fold(r, ro);
        carry(r, ro);
        if (r[ro + 4] < 0) {
            addP(r, ro, 1);
        } else if (isAtLeastP(r, ro)) {
            addP(r, ro, -1);
        }
    }

    private static void addP(long[] r, int ro, long sign) {
        r[ro] += sign * P0;
        r[ro + 1] += sign * P1;
        r[ro + 3] += sign * P3;
        r[ro + 4] += sign * P4;
        carry(r, ro);
    }

    private static void carry(long[] r, int ro) {
        for (int i = 0; i < LIMBS - 1; i++) {
            r[ro + i + 1] += r[ro + i] >> 52;
            r[ro + i] &= MASK;
        }
    }

    private static boolean isAtLeastP(long[] r, int ro) {
        if (r[ro + 4] != P4) {
            return r[ro + 4] > P4;
        }
        if (r[ro + 3] != P3) {
            return r[ro + 3] > P3;
        }
        return r[ro + 2] > 0 || r[ro + 1] > P1 || (r[ro + 1] == P1 && r[ro] == P0);
    }

    /**
     * Whether an element of at most {@code 8*p} in absolute value may be zero modulo {@code p}; asked first because it is cheap. It looks at
     * the limb 0 of multiples of {@code p}, which is the multiple's negative.
     */
    static boolean mayBeZero(long[] a, int ao) {
        return ((a[ao] + 8) & MASK) <= 16;
    }

    /** Whether an element of at most {@code 8*p} in absolute value is zero modulo {@code p}. */
    static boolean isZero(long[] a, int ao) {
        if (!mayBeZero(a, ao)) {
            return false;
        }
        long[] r = new long[LIMBS];
        System.arraycopy(a, ao, r, 0, LIMBS);
        canonicalize(r, 0);
        return (r[0] | r[1] | r[2] | r[3] | r[4]) == 0;
    }

    /**
     * Reads 32 bytes, big-endian, into a canonical element in Montgomery's form.
     *
     * @return whether the number is below {@code p}; if not, {@code r} holds nothing of use
     */
    static boolean read(long[] r, int ro, byte[] bytes, int from) {
        Words.read(r, ro, bytes, from);
        if (isAtLeastP(r, ro)) {
            return false;
        }
        Product.multiply(r, ro, r, ro, R_SQUARED, 0);
        canonicalize(r, ro);
        return true;
    }

    /** Writes an element as 32 bytes, big-endian. */
    static void write(byte[] bytes, int to, long[] a, int ao) {
        long[] r = new long[LIMBS];
        Product.multiply(r, 0, a, ao, PLAIN_ONE, 0);
        canonicalize(r, 0);
        Words.write(bytes, to, r, 0);
    }

    /** Writes the inverse; {@code a} is not zero modulo {@code p}. The result is between {@code -p} and {@code 2*p}. */
    static void invert(long[] r, int ro, long[] a, int ao) {
        long[] plain = new long[LIMBS];
        Product.multiply(plain, 0, a, ao, PLAIN_ONE, 0);
        canonicalize(plain, 0);
        int[] words = new int[8];
        Words.toInts(words, plain, 0);
        if (!Mod.modOddInverseVar(P_WORDS, words, words)) {
            throw new ArithmeticException("zero has no inverse");
        }
        Words.fromInts(plain, 0, words);
        Product.multiply(r, ro, plain, 0, R_SQUARED, 0);
    }

    /** Canonical, but not in Montgomery's form. */
    static long[] limbs(BigInteger value) {
        long[] limbs = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = value.shiftRight(52 * i).longValue() & MASK;
        }
        return limbs;
    }
}
