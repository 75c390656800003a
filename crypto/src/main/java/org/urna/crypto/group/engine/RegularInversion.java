// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/** Inverses modulo {@code p} as the power {@code p - 2}: the same 255 squares and 13 products for every element. */
final class RegularInversion {

    private static final int L = Field.LIMBS;

    /** Powers {@code 2^k - 1} of the element, for the {@code k} that the chain needs. */
    private final long[] ones2 = new long[L];

    private final long[] ones4 = new long[L];
    private final long[] ones6 = new long[L];
    private final long[] ones8 = new long[L];
    private final long[] ones14 = new long[L];
    private final long[] ones16 = new long[L];
    private final long[] ones30 = new long[L];
    private final long[] ones32 = new long[L];
    private final long[] power = new long[L];

    /** Replaces an element, at most {@code 2*p} in absolute value, by its inverse; zero by zero. */
    void invert(long[] a) {
        join(ones2, a, 1, a);
        join(ones4, ones2, 2, ones2);
        join(ones6, ones4, 2, ones2);
        join(ones8, ones4, 4, ones4);
        join(ones14, ones8, 6, ones6);
        join(ones16, ones8, 8, ones8);
        join(ones30, ones16, 14, ones14);
        join(ones32, ones16, 16, ones16);
        // ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff fffffffd
        join(power, ones32, 32, a);
        join(power, power, 128, ones32);
        join(power, power, 32, ones32);
        join(power, power, 30, ones30);
        join(power, power, 2, a);
        System.arraycopy(power, 0, a, 0, L);
    }

    /** {@code r = a^(2^squares) * b}. */
    private static void join(long[] r, long[] a, int squares, long[] b) {
        if (r != a) {
            System.arraycopy(a, 0, r, 0, L);
        }
        for (int i = 0; i < squares; i++) {
            Product.square(r, 0, r, 0);
        }
        Product.multiply(r, 0, r, 0, b, 0);
    }
}
