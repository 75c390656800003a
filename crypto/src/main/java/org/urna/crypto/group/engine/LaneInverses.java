// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * Inverts the elements of all lanes with one inversion. Lanes are multiplied side by side with the lanes half of all away, then with those a
 * quarter away; only what is left, {@value #FEW} different products, is done one after another, and what came in between leads back.
 */
final class LaneInverses {

    private static final int N = LaneProduct.N;
    private static final int S = LaneProduct.S;
    private static final int L = Field.LIMBS;

    /** Rounds of products side by side: one more would cost as much as it saves. */
    private static final int ROUNDS = 2;

    private static final int FEW = N >> ROUNDS;

    /** What was multiplied in each round. */
    private final long[][] factors = new long[ROUNDS][LaneProduct.LIMBS * S];

    private final long[] values = new long[FEW * L];
    private final long[] products = new long[(FEW + 1) * L];
    private final boolean[] zero = new boolean[N];

    /**
     * Replaces the elements {@code a} of the work space, at most {@code 5*p} in absolute value, by their inverses; {@code b} is used.
     *
     * @return false, with all of them spoilt, if one is zero
     */
    boolean invert(long[] w) {
        LaneProduct.fold(w);
        for (int round = 0; round < ROUNDS; round++) {
            System.arraycopy(w, 0, factors[round], 0, factors[round].length);
            multiplyByPartners(w, round);
        }
        boolean none = true;
        for (int l = 0; l < FEW; l++) {
            read(w, l, l * L);
            none &= !Field.isZero(values, l * L);
        }
        if (!none) {
            markZeros();
            return false;
        }
        invert();
        for (int l = 0; l < FEW; l++) {
            write(w, l, l * L);
        }
        repeat(w);
        for (int round = ROUNDS - 1; round >= 0; round--) {
            multiplyByPartners(w, round);
        }
        return true;
    }

    /** Multiplies each lane by the factor which that round has in the lane a half, or a quarter, of all away. */
    private void multiplyByPartners(long[] w, int round) {
        int away = N >> (round + 1);
        for (int row = 0; row < LaneProduct.LIMBS * S; row += S) {
            System.arraycopy(factors[round], row + away, w, LaneProduct.B + row, N - away);
            System.arraycopy(factors[round], row, w, LaneProduct.B + row + N - away, away);
        }
        LaneProduct.multiply(w);
    }

    /** Gives all lanes what the first few have. */
    private static void repeat(long[] w) {
        for (int row = 0; row < LaneProduct.LIMBS * S; row += S) {
            for (int l = FEW; l < N; l += FEW) {
                System.arraycopy(w, row, w, row + l, FEW);
            }
        }
    }

    private void markZeros() {
        for (int l = 0; l < N; l++) {
            read(factors[0], l, 0);
            zero[l] = Field.isZero(values, 0);
        }
    }

    /** Whether the element of a lane was zero when inverting last failed. */
    boolean isZeroLane(int lane) {
        return zero[lane];
    }

    private void read(long[] w, int at, int to) {
        for (int i = 0; i < L; i++) {
            values[to + i] = 0;
        }
        for (int j = 0; j < LaneProduct.LIMBS; j++) {
            LaneForm.put(values, to, j, w[at + j * S]);
        }
    }

    private void invert() {
        Field.one(products, 0);
        for (int l = 0; l < FEW; l++) {
            Product.multiply(products, (l + 1) * L, products, l * L, values, l * L);
        }
        long[] running = new long[L];
        long[] inverse = new long[L];
        Field.invert(running, 0, products, FEW * L);
        for (int l = FEW - 1; l >= 0; l--) {
            Product.multiply(inverse, 0, running, 0, products, l * L);
            Product.multiply(running, 0, running, 0, values, l * L);
            // Read as Product's, an element is twice itself: its inverse is half of the right one, and must be doubled
            // to be read as a lane's.
            for (int i = 0; i < L; i++) {
                values[l * L + i] = 4 * inverse[i];
            }
            Field.canonicalize(values, l * L);
        }
    }

    private void write(long[] w, int at, int from) {
        for (int j = 0; j < LaneProduct.LIMBS; j++) {
            w[at + j * S] = LaneForm.limb(values, from, j);
        }
    }
}
