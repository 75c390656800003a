// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/** Squares modulo {@code p}, {@value LaneProduct#N} side by side, in the work space of {@link LaneProduct}: with a little more than half of a product's multiplications. */
final class LaneSquare {

    private static final int N = LaneProduct.N;
    private static final int S = LaneProduct.S;

    private LaneSquare() {}

    /**
     * Replaces {@code a} by {@code b*b/R}; {@code b}, whose limbs are at most {@code 2^29.2} in absolute value, stays. Of two equal products
     * one is left out and a factor of the other doubled, so columns are as in a product.
     */
    static void square(long[] w) {
        doubled(w);
        lowColumns(w);
        middleColumns(w);
        highColumns(w);
        LaneProduct.reduce(w);
    }

    /** Limbs 1 to 8 of {@code b}, doubled, in {@code a}. */
    private static void doubled(long[] w) {
        for (int l = 0; l < N; l++) {
            w[S + l] = 2 * w[10 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[2 * S + l] = 2 * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[3 * S + l] = 2 * w[12 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[4 * S + l] = 2 * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[5 * S + l] = 2 * w[14 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[6 * S + l] = 2 * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[7 * S + l] = 2 * w[16 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[8 * S + l] = 2 * w[17 * S + l];
        }
    }

    private static void lowColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[18 * S + l] = w[9 * S + l] * w[9 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[19 * S + l] = w[9 * S + l] * w[S + l];
        }
        for (int l = 0; l < N; l++) {
            w[20 * S + l] = w[9 * S + l] * w[2 * S + l] + w[10 * S + l] * w[10 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[21 * S + l] = w[9 * S + l] * w[3 * S + l] + w[10 * S + l] * w[2 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[22 * S + l] = w[9 * S + l] * w[4 * S + l] + w[10 * S + l] * w[3 * S + l] + w[11 * S + l] * w[11 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[23 * S + l] = w[9 * S + l] * w[5 * S + l] + w[10 * S + l] * w[4 * S + l] + w[11 * S + l] * w[3 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[24 * S + l] = w[9 * S + l] * w[6 * S + l] + w[10 * S + l] * w[5 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[24 * S + l] += w[11 * S + l] * w[4 * S + l] + w[12 * S + l] * w[12 * S + l];
        }
    }

    private static void middleColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[25 * S + l] = w[9 * S + l] * w[7 * S + l] + w[10 * S + l] * w[6 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[25 * S + l] += w[11 * S + l] * w[5 * S + l] + w[12 * S + l] * w[4 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] = w[9 * S + l] * w[8 * S + l] + w[10 * S + l] * w[7 * S + l] + w[11 * S + l] * w[6 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[26 * S + l] += w[12 * S + l] * w[5 * S + l] + w[13 * S + l] * w[13 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] = w[10 * S + l] * w[8 * S + l] + w[11 * S + l] * w[7 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[27 * S + l] += w[12 * S + l] * w[6 * S + l] + w[13 * S + l] * w[5 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] = w[11 * S + l] * w[8 * S + l] + w[12 * S + l] * w[7 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[28 * S + l] += w[13 * S + l] * w[6 * S + l] + w[14 * S + l] * w[14 * S + l];
        }
    }

    private static void highColumns(long[] w) {
        for (int l = 0; l < N; l++) {
            w[29 * S + l] = w[12 * S + l] * w[8 * S + l] + w[13 * S + l] * w[7 * S + l] + w[14 * S + l] * w[6 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[30 * S + l] = w[13 * S + l] * w[8 * S + l] + w[14 * S + l] * w[7 * S + l] + w[15 * S + l] * w[15 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[31 * S + l] = w[14 * S + l] * w[8 * S + l] + w[15 * S + l] * w[7 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[32 * S + l] = w[15 * S + l] * w[8 * S + l] + w[16 * S + l] * w[16 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[33 * S + l] = w[16 * S + l] * w[8 * S + l];
        }
        for (int l = 0; l < N; l++) {
            w[34 * S + l] = w[17 * S + l] * w[17 * S + l];
        }
    }
}
