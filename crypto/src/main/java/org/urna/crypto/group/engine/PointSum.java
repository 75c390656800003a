// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/** Sums of points, each times a scalar, by the method that costs least for their number. */
public final class PointSum {

    /** What one addition with denominators and one step of the final summation cost, with {@link AffineAdder}'s additions as the unit. */
    private static final double STEP = 2.7;

    private static final double DOUBLINGS = 256 * 1.4;
    private static final int MAX_BUCKET_WIDTH = 16;
    private static final int MAX_TABLE_WIDTH = 7;

    private PointSum() {}

    /**
     * The sum of {@code scalars[i]*points[i]}.
     *
     * @param points {@code count} affine points of {@link Coordinates}; any of them may be equal or opposite or infinity
     * @param scalars {@code count} integers of {@link Order}
     * @return the sum as one affine point, canonical
     */
    public static long[] of(long[] points, long[] scalars, int count) {
        Factors factors = new Factors(scalars, count);
        long[] sum = new long[Curve.JACOBIAN];
        int table = 2;
        for (int width = 3; width <= MAX_TABLE_WIDTH; width++) {
            table = tableCost(factors, width) < tableCost(factors, table) ? width : table;
        }
        int bucket = 3;
        for (int width = 4; width <= MAX_BUCKET_WIDTH; width++) {
            bucket = bucketCost(factors, width) < bucketCost(factors, bucket) ? width : bucket;
        }
        if (tableCost(factors, table) <= bucketCost(factors, bucket)) {
            new Tables(points, factors, table).sum(sum);
        } else {
            new Buckets(points, factors, bucket).sum(sum);
        }
        long[] affine = new long[Curve.AFFINE];
        new Curve().affine(affine, 0, sum, 0);
        return affine;
    }

    private static double tableCost(Factors factors, int width) {
        double digits = factors.totalBits() / (width + 1.0);
        double steps = Math.min(digits, factors.longest());
        double multiples = factors.count() * (double) (1 << (width - 2));
        return digits + steps * (STEP - 1) + multiples + DOUBLINGS;
    }

    private static double bucketCost(Factors factors, int width) {
        double lines = 2 * Math.pow(2, (width - 1) / 2.0) * 2 * STEP;
        return factors.totalDigits(width) + factors.mostDigits(width) * (Math.pow(2, width) + lines) + DOUBLINGS;
    }

    /** {@code sum = sums[last]*2^(width*last) + … + sums[1]*2^width + sums[0]} for points with denominators. */
    static void combine(long[] sum, long[] sums, int count, int width) {
        Curve curve = new Curve();
        Arrays.fill(sum, 0);
        for (int i = count - 1; i >= 0; i--) {
            for (int k = 0; k < width; k++) {
                curve.twice(sum, 0);
            }
            curve.add(sum, 0, sums, i * Curve.JACOBIAN);
        }
    }
}
