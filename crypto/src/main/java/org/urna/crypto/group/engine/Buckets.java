// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * Pippenger's method, for many points: for each position the points are thrown into buckets by digit and each bucket is added up. The
 * position's total, each bucket times its digit, is found by writing the digit as row and column: rows and columns are added up like
 * buckets, and only the few lines are weighed one by one.
 */
final class Buckets {

    /** Points from which additions side by side are worth their preparation. */
    private static final int LANES_FROM = 1024;

    private final boolean lanes;
    private final long[] points;
    private final Factors factors;
    private final int width;
    private final int half;

    /** Low bits of a digit that name its column; the others name its row. */
    private final int columnBits;

    private final Curve curve = new Curve();
    private final GroupSums buckets;
    private final GroupSums lines;
    private final int[] digits;
    private final long[] running = new long[Curve.JACOBIAN];
    private final long[] weighed = new long[Curve.JACOBIAN];

    Buckets(long[] points, Factors factors, int width) {
        this(points, factors, width, WideWords.areFast() && factors.count() >= LANES_FROM);
    }

    /** @param lanes whether additions are done side by side */
    Buckets(long[] points, Factors factors, int width, boolean lanes) {
        this.lanes = lanes;
        PairAdder adder = lanes ? new LaneAdder() : new AffineAdder();
        this.points = lanes ? LaneForm.of(points, factors.count()) : points;
        this.factors = factors;
        this.width = width;
        this.half = 1 << (width - 1);
        this.columnBits = width / 2;
        this.buckets = new GroupSums(adder, half);
        this.lines = new GroupSums(adder, rows() + columns());
        this.digits = new int[factors.count()];
    }

    private int rows() {
        return half >> columnBits;
    }

    private int columns() {
        return (1 << columnBits) - 1;
    }

    void sum(long[] sum) {
        int positions = factors.mostDigits(width);
        long[] sums = new long[positions * Curve.JACOBIAN];
        for (int p = 0; p < positions; p++) {
            factors.digits(p, width, digits);
            weigh(throwIn());
            System.arraycopy(weighed, 0, sums, p * Curve.JACOBIAN, Curve.JACOBIAN);
        }
        PointSum.combine(sum, sums, positions, width);
    }

    /** The buckets' sums, that of digit {@code d} at index {@code d - 1}. */
    private long[] throwIn() {
        buckets.reset(half);
        for (int digit : digits) {
            if (digit != 0) {
                buckets.count(Math.abs(digit) - 1);
            }
        }
        buckets.arrange();
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[i];
            if (digit != 0) {
                buckets.put(Math.abs(digit) - 1, digit > 0 ? 2 * i : 2 * i + 1);
            }
        }
        return buckets.sum(points);
    }

    /** Leaves {@code 1*bucket[0] + 2*bucket[1] + …} in {@code weighed}. */
    private void weigh(long[] sums) {
        lines.reset(rows() + columns());
        for (int digit = 1; digit <= half; digit++) {
            if (!PairAdder.isInfinity(sums, digit - 1)) {
                if (row(digit) > 0) {
                    lines.count(row(digit) - 1);
                }
                if (column(digit) > 0) {
                    lines.count(rows() + column(digit) - 1);
                }
            }
        }
        lines.arrange();
        for (int digit = 1; digit <= half; digit++) {
            if (!PairAdder.isInfinity(sums, digit - 1)) {
                if (row(digit) > 0) {
                    lines.put(row(digit) - 1, 2 * (digit - 1));
                }
                if (column(digit) > 0) {
                    lines.put(rows() + column(digit) - 1, 2 * (digit - 1));
                }
            }
        }
        long[] totals = lines.sum(sums);
        if (lanes) {
            totals = LaneForm.affine(totals, rows() + columns());
        }
        clear(weighed);
        weigh(totals, 0, rows());
        for (int i = 0; i < columnBits; i++) {
            curve.twice(weighed, 0);
        }
        weigh(totals, rows(), columns());
    }

    private int row(int digit) {
        return digit >> columnBits;
    }

    private int column(int digit) {
        return digit & columns();
    }

    /** Adds {@code 1*line[0] + 2*line[1] + …} to {@code weighed}. */
    private void weigh(long[] totals, int from, int count) {
        clear(running);
        for (int i = count - 1; i >= 0; i--) {
            curve.addAffine(running, 0, totals, (from + i) * Curve.AFFINE);
            curve.add(weighed, 0, running, 0);
        }
    }

    private static void clear(long[] point) {
        Arrays.fill(point, 0);
    }
}
