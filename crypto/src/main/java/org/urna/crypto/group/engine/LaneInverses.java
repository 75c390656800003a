// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/** Inverts the elements of all lanes with one inversion. */
final class LaneInverses {

    private static final int N = LaneProduct.N;
    private static final int S = LaneProduct.S;
    private static final int L = Field.LIMBS;

    private final long[] values = new long[N * L];
    private final long[] products = new long[(N + 1) * L];
    private final boolean[] zero = new boolean[N];

    /**
     * Replaces the elements of the rows from {@code at}, at most {@code 2*p} in absolute value, by their inverses.
     *
     * @return false, with nothing replaced, if one is zero
     */
    boolean invert(long[] w, int at) {
        boolean none = true;
        for (int l = 0; l < N; l++) {
            read(w, at + l, l * L);
            zero[l] = Field.isZero(values, l * L);
            none &= !zero[l];
        }
        if (none) {
            invert();
            for (int l = 0; l < N; l++) {
                write(w, at + l, l * L);
            }
        }
        return none;
    }

    /** Whether the element of a lane was zero when it was last asked to invert. */
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
        for (int l = 0; l < N; l++) {
            Product.multiply(products, (l + 1) * L, products, l * L, values, l * L);
        }
        long[] running = new long[L];
        long[] inverse = new long[L];
        Field.invert(running, 0, products, N * L);
        for (int l = N - 1; l >= 0; l--) {
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
