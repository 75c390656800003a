// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * Pippenger's method, for many points: for each position the points are thrown into buckets by digit and each bucket is added up. The
 * position's total, each bucket times its digit, is found by writing the digit as row and column: rows and columns are added up like
 * buckets, and only the few lines are weighed one by one. Where points are few, several positions are done in the same rounds of additions,
 * so that a round has enough of them.
 */
final class Buckets {

    /** Digits from which additions side by side are worth their preparation. */
    private static final int LANES_FROM = 16_384;

    /** Digits of positions that are done together: with more, rounds are hardly fuller, and sums take more than some 8 MiB. */
    private static final int TOGETHER = 1 << 17;

    private final boolean lanes;
    private final long[] points;
    private final Factors factors;
    private final int width;
    private final int half;

    /** Low bits of a digit that name its column; the others name its row. */
    private final int columnBits;

    private final int together;
    private final Curve curve = new Curve();
    private final GroupSums buckets;
    private final GroupSums lines;
    private final int[][] digits;
    private final long[] running = new long[Curve.JACOBIAN];
    private final long[] weighed = new long[Curve.JACOBIAN];

    Buckets(long[] points, Factors factors, int width) {
        this(points, factors, width, WideWords.areFast() && factors.totalDigits(width) >= LANES_FROM);
    }

    Buckets(long[] points, Factors factors, int width, boolean lanes) {
        this(points, factors, width, lanes, TOGETHER / Math.max(1, factors.count()));
    }

    /**
     * @param lanes whether additions are done side by side
     * @param most positions that are done in the same rounds; one at least is
     */
    Buckets(long[] points, Factors factors, int width, boolean lanes, int most) {
        this.lanes = lanes;
        PairAdder adder = lanes ? new LaneAdder() : new AffineAdder();
        this.points = lanes ? LaneForm.of(points, factors.count()) : points;
        this.factors = factors;
        this.width = width;
        this.half = 1 << (width - 1);
        this.columnBits = width / 2;
        this.together = Math.max(1, Math.min(factors.mostDigits(width), most));
        this.buckets = new GroupSums(adder, together * half);
        this.lines = new GroupSums(adder, together * (rows() + columns()));
        this.digits = new int[together][factors.count()];
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
        for (int from = 0; from < positions; from += together) {
            int some = Math.min(together, positions - from);
            for (int p = 0; p < some; p++) {
                factors.digits(from + p, width, digits[p]);
            }
            long[] totals = lines(throwIn(some), some);
            for (int p = 0; p < some; p++) {
                weigh(totals, p * (rows() + columns()));
                System.arraycopy(weighed, 0, sums, (from + p) * Curve.JACOBIAN, Curve.JACOBIAN);
            }
        }
        PointSum.combine(sum, sums, positions, width);
    }

    /** The buckets' sums, that of digit {@code d} of the {@code p}-th position at index {@code p*half + d - 1}. */
    private long[] throwIn(int positions) {
        buckets.reset(positions * half);
        for (int p = 0; p < positions; p++) {
            for (int digit : digits[p]) {
                if (digit != 0) {
                    buckets.count(p * half + Math.abs(digit) - 1);
                }
            }
        }
        buckets.arrange();
        for (int p = 0; p < positions; p++) {
            for (int i = 0; i < digits[p].length; i++) {
                int digit = digits[p][i];
                if (digit != 0) {
                    buckets.put(p * half + Math.abs(digit) - 1, digit > 0 ? 2 * i : 2 * i + 1);
                }
            }
        }
        return buckets.sum(points);
    }

    /** The sums of rows and columns, those of one position after those of another. */
    private long[] lines(long[] sums, int positions) {
        int count = rows() + columns();
        lines.reset(positions * count);
        for (int p = 0; p < positions; p++) {
            for (int digit = 1; digit <= half; digit++) {
                if (!PairAdder.isInfinity(sums, p * half + digit - 1)) {
                    if (row(digit) > 0) {
                        lines.count(p * count + row(digit) - 1);
                    }
                    if (column(digit) > 0) {
                        lines.count(p * count + rows() + column(digit) - 1);
                    }
                }
            }
        }
        lines.arrange();
        for (int p = 0; p < positions; p++) {
            for (int digit = 1; digit <= half; digit++) {
                int at = p * half + digit - 1;
                if (!PairAdder.isInfinity(sums, at)) {
                    if (row(digit) > 0) {
                        lines.put(p * count + row(digit) - 1, 2 * at);
                    }
                    if (column(digit) > 0) {
                        lines.put(p * count + rows() + column(digit) - 1, 2 * at);
                    }
                }
            }
        }
        long[] totals = lines.sum(sums);
        return lanes ? LaneForm.affine(totals, positions * count) : totals;
    }

    private int row(int digit) {
        return digit >> columnBits;
    }

    private int column(int digit) {
        return digit & columns();
    }

    /** Leaves {@code 1*bucket[0] + 2*bucket[1] + …} of the position whose lines begin at {@code from} in {@code weighed}. */
    private void weigh(long[] totals, int from) {
        clear(weighed);
        weigh(totals, from, rows());
        for (int i = 0; i < columnBits; i++) {
            curve.twice(weighed, 0);
        }
        weigh(totals, from + rows(), columns());
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
