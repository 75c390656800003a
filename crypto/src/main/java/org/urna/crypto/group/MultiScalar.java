// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Sums of many points, each times a scalar, for public data only; the time taken depends on all of it.
 *
 * <p>An instance collects terms, joining those of equal points, and is not safe for concurrent use. It works on one thread: who
 * has several splits the terms among instances and adds up the results.
 */
public final class MultiScalar {

    private final Map<Point, Scalar> terms = new LinkedHashMap<>();

    /** {@code scalars[0]*points[0] + scalars[1]*points[1] + …}; infinity for empty lists. */
    public static Point sum(List<Scalar> scalars, List<Point> points) {
        if (scalars.size() != points.size()) {
            throw new IllegalArgumentException("as many scalars as points are needed");
        }
        Point.normalize(points);
        List<ECPoint> affine = new ArrayList<>(points.size());
        List<BigInteger> factors = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            if (!scalars.get(i).isZero() && !points.get(i).isInfinity()) {
                affine.add(points.get(i).affine());
                factors.add(scalars.get(i).toBigInteger());
            }
        }
        return Point.of(Buckets.sum(factors, affine));
    }

    /** Adds {@code scalar*point} to the sum. */
    public void add(Scalar scalar, Point point) {
        terms.merge(point, scalar, Scalar::plus);
    }

    /** Number of different points added. */
    public int size() {
        return terms.size();
    }

    /** The sum of everything added. */
    public Point result() {
        List<ECPoint> points = new ArrayList<>(terms.size());
        List<BigInteger> scalars = new ArrayList<>(terms.size());
        terms.forEach((point, scalar) -> {
            if (!scalar.isZero() && !point.isInfinity()) {
                points.add(point.affine());
                scalars.add(scalar.toBigInteger());
            }
        });
        return Point.of(Buckets.sum(scalars, points));
    }
}
