// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * The multiples of one point that its products with secrets are sums of. A factor is written in {@value #DIGITS} digits to the base
 * {@code 2^6}, every one of them odd; for each digit the table holds the 32 multiples that it can ask for, and a look-up reads them all.
 */
public final class RegularTable {

    static final int WIDTH = 6;
    static final int DIGITS = 43;

    /** Odd multiples of one digit: 1, 3 … 63. */
    private static final int ODD = 1 << (WIDTH - 1);

    private static final int A = Curve.AFFINE;

    private final long[] multiples = new long[DIGITS * ODD * A];

    /** @param point affine, not infinity, public */
    public RegularTable(long[] point) {
        long[][] points = new long[DIGITS * ODD][];
        long[] power = point;
        for (int i = 0; i < DIGITS; i++) {
            long[] twice = Coordinates.affine(Coordinates.add(power, power));
            points[i * ODD] = power;
            for (int j = 1; j < ODD; j++) {
                points[i * ODD + j] = Coordinates.add(points[i * ODD + j - 1], twice);
            }
            // 2^6 is 63 + 1
            power = Coordinates.affine(Coordinates.add(points[i * ODD + ODD - 1], power));
        }
        Coordinates.normalize(points);
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(points[i], 0, multiples, i * A, A);
        }
    }

    /**
     * Writes the multiple of digit {@code 2*bits + 1 - 2^6} of window {@code i}, or of digit {@code 2*bits + 1} in the last one.
     *
     * @param negate 1 to write its negative
     */
    void look(long[] r, int ro, int i, int bits, int negate) {
        look(r, ro, multiples, i * ODD * A, WIDTH, i == DIGITS - 1, bits, negate);
    }

    /** The same from the odd multiples {@code 1, 3 … 2^width - 1} of a point in any array; all of them are read. */
    static void look(long[] r, int ro, long[] multiples, int from, int width, boolean last, int bits, int negate) {
        int odd = 1 << (width - 1);
        int below = last ? 0 : 1 - (bits >>> (width - 1)); // whether the digit is negative
        int wanted = (bits & (odd - 1)) ^ (-below & (odd - 1));
        scan(r, ro, multiples, from, odd, wanted);
        long sign = 1 - 2L * (below ^ negate);
        for (int k = Field.LIMBS; k < A; k++) {
            r[ro + k] *= sign;
        }
    }

    private static void scan(long[] r, int ro, long[] multiples, int from, int count, int wanted) {
        long r0 = 0;
        long r1 = 0;
        long r2 = 0;
        long r3 = 0;
        long r4 = 0;
        long r5 = 0;
        long r6 = 0;
        long r7 = 0;
        long r8 = 0;
        long r9 = 0;
        for (int j = 0; j < count; j++) {
            long mask = (long) ((j ^ wanted) - 1) >> 63; // all ones where they are equal
            int at = from + j * A;
            r0 |= multiples[at] & mask;
            r1 |= multiples[at + 1] & mask;
            r2 |= multiples[at + 2] & mask;
            r3 |= multiples[at + 3] & mask;
            r4 |= multiples[at + 4] & mask;
            r5 |= multiples[at + 5] & mask;
            r6 |= multiples[at + 6] & mask;
            r7 |= multiples[at + 7] & mask;
            r8 |= multiples[at + 8] & mask;
            r9 |= multiples[at + 9] & mask;
        }
        r[ro] = r0;
        r[ro + 1] = r1;
        r[ro + 2] = r2;
        r[ro + 3] = r3;
        r[ro + 4] = r4;
        r[ro + 5] = r5;
        r[ro + 6] = r6;
        r[ro + 7] = r7;
        r[ro + 8] = r8;
        r[ro + 9] = r9;
    }
}
