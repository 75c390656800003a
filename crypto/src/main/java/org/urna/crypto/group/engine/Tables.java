// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * Straus's method, for few points: the odd multiples of each that a digit can ask for are made first; for each bit the multiples of the factors
 * that have a digit there are added, and of every {@code width + 1} bits only one has a digit.
 */
final class Tables {

    private final Factors factors;
    private final int width;

    /** Odd multiples that a table holds: 1, 3 and so on to the greatest digit. */
    private final int multiples;

    private final AffineAdder adder = new AffineAdder();

    /** The multiples of each point, and behind all of them its double. */
    private final long[] table;

    /** @param width digits are odd and below {@code 2^(width-1)}; at least 2, at most {@link Factors#MOST_SLIDING} */
    Tables(long[] points, Factors factors, int width) {
        this.factors = factors;
        this.width = width;
        this.multiples = 1 << (width - 2);
        this.table = new long[factors.count() * (multiples + 1) * Curve.AFFINE];
        fill(points);
    }

    private void fill(long[] points) {
        int count = factors.count();
        adder.between(table, table);
        for (int i = 0; i < count; i++) {
            System.arraycopy(points, i * Curve.AFFINE, table, i * multiples * Curve.AFFINE, Curve.AFFINE);
            adder.add(code(i, 1), code(i, 1), doubled(i));
        }
        adder.flush();
        for (int multiple = 3; multiple < 2 * multiples; multiple += 2) {
            for (int i = 0; i < count; i++) {
                adder.add(code(i, multiple - 2), 2 * doubled(i), code(i, multiple) / 2);
            }
            adder.flush();
        }
    }

    private int doubled(int i) {
        return factors.count() * multiples + i;
    }

    private int code(int i, int multiple) {
        return 2 * (i * multiples + multiple / 2);
    }

    void sum(long[] sum) {
        int positions = factors.longest() + 1;
        byte[][] digits = new byte[factors.count()][positions];
        GroupSums groups = new GroupSums(adder, positions);
        groups.reset(positions);
        for (int i = 0; i < digits.length; i++) {
            factors.sliding(i, width, digits[i]);
            for (int p = 0; p < positions; p++) {
                if (digits[i][p] != 0) {
                    groups.count(p);
                }
            }
        }
        groups.arrange();
        for (int i = 0; i < digits.length; i++) {
            for (int p = 0; p < positions; p++) {
                int digit = digits[i][p];
                if (digit != 0) {
                    groups.put(p, digit > 0 ? code(i, digit) : code(i, -digit) + 1);
                }
            }
        }
        long[] affine = groups.sum(table);
        Curve curve = new Curve();
        Arrays.fill(sum, 0);
        for (int p = positions - 1; p >= 0; p--) {
            curve.twice(sum, 0);
            curve.addAffine(sum, 0, affine, p * Curve.AFFINE);
        }
    }
}
