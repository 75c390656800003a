// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * Products modulo {@code p} of {@value #N} pairs side by side, for processors that multiply several words of 64 bits at once. Each loop is
 * one that the compiler turns into such instructions; it does so only if all rows have constant places in one array and a loop reads few of
 * them, which is why the columns are written out.
 *
 * <p>An element is nine signed limbs {@code l0 + l1*2^29 + … + l8*2^232} in Montgomery's form with {@code R = 2^261}; limb {@code j} of
 * {@code N} elements is a row of the work space {@code w}. Rows 0 to 8 are the factor {@code a} and the result, rows 9 to 17 the factor
 * {@code b}, rows 18 to 34 the columns of the product. The rows from {@link #FREE} on are the caller's.
 *
 * <p><b>Bounds.</b> The limbs of {@code a} are at most {@code 2^30.2} in absolute value and those of {@code b} at most {@code 2^29.2}, or the
 * other way round: then a column, at most nine products, is below {@code 2^62.6}, and what reduction adds to it is below {@code 2^55}. If
 * {@code |a| <= α*p} and {@code |b| <= β*p}, the result is between {@code -αβ/32*p} and {@code (1 + αβ/32)*p} and has limbs 0 to 7 in
 * {@code [0, 2^29)}. Reduction costs no product: {@code p = -1} modulo {@code 2^29}, so the lowest limb {@code m} is its own quotient, and
 * {@code m*p = -m + m*2^96 + m*2^192 - m*2^224 + m*2^256}, where 96, 192, 224 and 256 are 3, 6, 7 and 8 limbs and 9, 18, 21 and 24 bits.
 */
final class LaneProduct {

    /** Pairs that are multiplied together. */
    static final int N = 256;

    /** Words from one row to the next: more than {@code N}, or rows would compete for few lines of the cache. */
    static final int S = N + 8;

    /** Limbs of an element. */
    static final int LIMBS = 9;

    /** Bits of a limb. */
    static final int BITS = 29;

    /** Rows of the second factor. */
    static final int B = LIMBS * S;

    /** Where rows begin that are not used here. */
    static final int FREE = 35 * S;

    static final long MASK = (1L << BITS) - 1;

    /** Bits of the highest limb below {@code 2^256}. */
    private static final int TOP = 24;

    private LaneProduct() {}

    /** Replaces {@code a} by {@code a*b/R}. */
    static void multiply(long[] w) {
        lowColumns(w);
        middleColumns(w);
        upperColumns(w);
        highColumns(w);
        reduce(w);
    }

    /** Replaces {@code a} by what the columns of a product say, divided by {@code R}. */
    static void reduce(long[] w) {
        reduceLow(w);
        reduceMiddle(w);
        reduceHigh(w);
    }

    private static void lowColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[18 * S + l] = w[l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[19 * S + l] = w[l] * w[10 * S + l] + w[S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[20 * S + l] = w[l] * w[11 * S + l] + w[S + l] * w[10 * S + l] + w[2 * S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[21 * S + l] = w[l] * w[12 * S + l] + w[S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[21 * S + l] += w[2 * S + l] * w[10 * S + l] + w[3 * S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[22 * S + l] = w[l] * w[13 * S + l] + w[S + l] * w[12 * S + l] + w[2 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[22 * S + l] += w[3 * S + l] * w[10 * S + l] + w[4 * S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[23 * S + l] = w[l] * w[14 * S + l] + w[S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[23 * S + l] += w[2 * S + l] * w[12 * S + l] + w[3 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[23 * S + l] += w[4 * S + l] * w[10 * S + l] + w[5 * S + l] * w[9 * S + l];
        }
    }

    private static void middleColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[24 * S + l] = w[l] * w[15 * S + l] + w[S + l] * w[14 * S + l] + w[2 * S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[24 * S + l] += w[3 * S + l] * w[12 * S + l] + w[4 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[24 * S + l] += w[5 * S + l] * w[10 * S + l] + w[6 * S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] = w[l] * w[16 * S + l] + w[S + l] * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] += w[2 * S + l] * w[14 * S + l] + w[3 * S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] += w[4 * S + l] * w[12 * S + l] + w[5 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] += w[6 * S + l] * w[10 * S + l] + w[7 * S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] = w[l] * w[17 * S + l] + w[S + l] * w[16 * S + l] + w[2 * S + l] * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] += w[3 * S + l] * w[14 * S + l] + w[4 * S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] += w[5 * S + l] * w[12 * S + l] + w[6 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] += w[7 * S + l] * w[10 * S + l] + w[8 * S + l] * w[9 * S + l];
        }
    }

    private static void upperColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[27 * S + l] = w[S + l] * w[17 * S + l] + w[2 * S + l] * w[16 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] += w[3 * S + l] * w[15 * S + l] + w[4 * S + l] * w[14 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] += w[5 * S + l] * w[13 * S + l] + w[6 * S + l] * w[12 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] += w[7 * S + l] * w[11 * S + l] + w[8 * S + l] * w[10 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] = w[2 * S + l] * w[17 * S + l] + w[3 * S + l] * w[16 * S + l] + w[4 * S + l] * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] += w[5 * S + l] * w[14 * S + l] + w[6 * S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] += w[7 * S + l] * w[12 * S + l] + w[8 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[29 * S + l] = w[3 * S + l] * w[17 * S + l] + w[4 * S + l] * w[16 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[29 * S + l] += w[5 * S + l] * w[15 * S + l] + w[6 * S + l] * w[14 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[29 * S + l] += w[7 * S + l] * w[13 * S + l] + w[8 * S + l] * w[12 * S + l];
        }
    }

    private static void highColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[30 * S + l] = w[4 * S + l] * w[17 * S + l] + w[5 * S + l] * w[16 * S + l] + w[6 * S + l] * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[30 * S + l] += w[7 * S + l] * w[14 * S + l] + w[8 * S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[31 * S + l] = w[5 * S + l] * w[17 * S + l] + w[6 * S + l] * w[16 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[31 * S + l] += w[7 * S + l] * w[15 * S + l] + w[8 * S + l] * w[14 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[32 * S + l] = w[6 * S + l] * w[17 * S + l] + w[7 * S + l] * w[16 * S + l] + w[8 * S + l] * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[33 * S + l] = w[7 * S + l] * w[17 * S + l] + w[8 * S + l] * w[16 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[34 * S + l] = w[8 * S + l] * w[17 * S + l];
        }
    }

    private static void reduceLow(long[] w) {
        for (int l = 0; l < N; l++) {
            w[19 * S + l] = w[19 * S + l] + (w[18 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[20 * S + l] = w[20 * S + l] + (w[19 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[21 * S + l] = w[21 * S + l] + (w[20 * S + l] >> BITS) + ((w[18 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[22 * S + l] = w[22 * S + l] + (w[21 * S + l] >> BITS) + ((w[19 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[23 * S + l] = w[23 * S + l] + (w[22 * S + l] >> BITS) + ((w[20 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[24 * S + l] = w[24 * S + l]
                    + ((w[18 * S + l] & MASK) << 18)
                    + (w[23 * S + l] >> BITS)
                    + ((w[21 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] = w[25 * S + l]
                    + ((w[19 * S + l] & MASK) << 18)
                    - ((w[18 * S + l] & MASK) << 21)
                    + (w[24 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] = w[25 * S + l] + ((w[22 * S + l] & MASK) << 9);
        }
    }

    private static void reduceMiddle(long[] w) {
        for (int l = 0; l < N; l++) {
            w[26 * S + l] = w[26 * S + l]
                    + ((w[20 * S + l] & MASK) << 18)
                    - ((w[19 * S + l] & MASK) << 21)
                    + ((w[18 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] = w[26 * S + l] + (w[25 * S + l] >> BITS) + ((w[23 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] = w[27 * S + l]
                    + ((w[21 * S + l] & MASK) << 18)
                    - ((w[20 * S + l] & MASK) << 21)
                    + ((w[19 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] = w[27 * S + l] + (w[26 * S + l] >> BITS) + ((w[24 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] = w[28 * S + l]
                    + ((w[22 * S + l] & MASK) << 18)
                    - ((w[21 * S + l] & MASK) << 21)
                    + ((w[20 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] = w[28 * S + l] + (w[27 * S + l] >> BITS) + ((w[25 * S + l] & MASK) << 9);
        }
        for (int l = 0; l < N; l++) {
            w[29 * S + l] = w[29 * S + l]
                    + ((w[23 * S + l] & MASK) << 18)
                    - ((w[22 * S + l] & MASK) << 21)
                    + ((w[21 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[29 * S + l] = w[29 * S + l] + (w[28 * S + l] >> BITS) + ((w[26 * S + l] & MASK) << 9);
        }
    }

    private static void reduceHigh(long[] w) {
        for (int l = 0; l < N; l++) {
            w[30 * S + l] = w[30 * S + l]
                    + ((w[24 * S + l] & MASK) << 18)
                    - ((w[23 * S + l] & MASK) << 21)
                    + ((w[22 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[30 * S + l] = w[30 * S + l] + (w[29 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[31 * S + l] = w[31 * S + l]
                    + ((w[25 * S + l] & MASK) << 18)
                    - ((w[24 * S + l] & MASK) << 21)
                    + ((w[23 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[31 * S + l] = w[31 * S + l] + (w[30 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[32 * S + l] = w[32 * S + l]
                    + ((w[26 * S + l] & MASK) << 18)
                    - ((w[25 * S + l] & MASK) << 21)
                    + ((w[24 * S + l] & MASK) << 24);
        }
        for (int l = 0; l < N; l++) {
            w[32 * S + l] = w[32 * S + l] + (w[31 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[33 * S + l] = w[33 * S + l]
                    - ((w[26 * S + l] & MASK) << 21)
                    + ((w[25 * S + l] & MASK) << 24)
                    + (w[32 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[34 * S + l] = w[34 * S + l] + ((w[26 * S + l] & MASK) << 24) + (w[33 * S + l] >> BITS);
        }
        for (int l = 0; l < N; l++) {
            w[l] = w[27 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[S + l] = w[28 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[2 * S + l] = w[29 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[3 * S + l] = w[30 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[4 * S + l] = w[31 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[5 * S + l] = w[32 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[6 * S + l] = w[33 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[7 * S + l] = w[34 * S + l] & MASK;
        }
        for (int l = 0; l < N; l++) {
            w[8 * S + l] = w[34 * S + l] >> BITS;
        }
    }

    /**
     * Replaces {@code a}, whose limbs are below {@code 2^60} and which is at most {@code 5*p} in absolute value, by the same modulo {@code p}
     * between {@code -2^-20*p} and {@code (1 + 2^-20)*p}, with limbs at most {@code 2^29.1} in absolute value. What stands above {@code 2^256} comes
     * back as {@code 2^224 - 2^192 - 2^96 + 1} times as much.
     */
    static void fold(long[] w) {
        for (int l = 0; l < N; l++) {
            w[S + l] += w[l] >> BITS;
            w[l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[2 * S + l] += w[S + l] >> BITS;
            w[S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[3 * S + l] += w[2 * S + l] >> BITS;
            w[2 * S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[4 * S + l] += w[3 * S + l] >> BITS;
            w[3 * S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[5 * S + l] += w[4 * S + l] >> BITS;
            w[4 * S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[6 * S + l] += w[5 * S + l] >> BITS;
            w[5 * S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[7 * S + l] += w[6 * S + l] >> BITS;
            w[6 * S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[8 * S + l] += w[7 * S + l] >> BITS;
            w[7 * S + l] &= MASK;
        }
        for (int l = 0; l < N; l++) {
            w[l] += w[8 * S + l] >> TOP;
        }
        for (int l = 0; l < N; l++) {
            w[3 * S + l] -= (w[8 * S + l] >> TOP) << 9;
        }
        for (int l = 0; l < N; l++) {
            w[6 * S + l] -= (w[8 * S + l] >> TOP) << 18;
        }
        for (int l = 0; l < N; l++) {
            w[7 * S + l] += (w[8 * S + l] >> TOP) << 21;
        }
        for (int l = 0; l < N; l++) {
            w[8 * S + l] &= (1L << TOP) - 1;
        }
    }
}
