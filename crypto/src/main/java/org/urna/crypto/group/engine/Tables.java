// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * Straus's method, for few points: the multiples of each that a digit can ask for are made first; for each position the digits' multiples
 * are added.
 */
final class Tables {

    private final Factors factors;
    private final int width;

    /** Multiples that a table holds: 1 to the greatest digit. */
    private final int multiples;

    private final AffineAdder adder = new AffineAdder();
    private final long[] table;

    Tables(long[] points, Factors factors, int width) {
        this.factors = factors;
        this.width = width;
        this.multiples = 1 << (width - 1);
        this.table = new long[factors.count() * multiples * Curve.AFFINE];
        fill(points);
    }

    private void fill(long[] points) {
        for (int i = 0; i < factors.count(); i++) {
            System.arraycopy(points, i * Curve.AFFINE, table, i * multiples * Curve.AFFINE, Curve.AFFINE);
        }
        adder.between(table, table);
        for (int known = 1; known < multiples; known *= 2) {
            for (int i = 0; i < factors.count(); i++) {
                for (int k = 1; k <= known; k++) {
                    adder.add(code(i, known), code(i, k), index(i, known + k));
                }
            }
            adder.flush();
        }
    }

    private int index(int i, int multiple) {
        return i * multiples + multiple - 1;
    }

    private int code(int i, int multiple) {
        return 2 * index(i, multiple);
    }

    void sum(long[] sum) {
        int positions = factors.mostDigits(width);
        int count = factors.count();
        int[][] digits = new int[positions][count];
        GroupSums groups = new GroupSums(adder, positions);
        groups.reset(positions);
        for (int p = 0; p < positions; p++) {
            factors.digits(p, width, digits[p]);
            for (int digit : digits[p]) {
                if (digit != 0) {
                    groups.count(p);
                }
            }
        }
        groups.arrange();
        for (int p = 0; p < positions; p++) {
            for (int i = 0; i < count; i++) {
                int digit = digits[p][i];
                if (digit != 0) {
                    groups.put(p, digit > 0 ? code(i, digit) : code(i, -digit) + 1);
                }
            }
        }
        long[] affine = groups.sum(table);
        Curve curve = new Curve();
        Arrays.fill(sum, 0);
        for (int p = positions - 1; p >= 0; p--) {
            for (int k = 0; k < width; k++) {
                curve.twice(sum, 0);
            }
            curve.addAffine(sum, 0, affine, p * Curve.AFFINE);
        }
    }
}
