// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.work.Work;

/** Sums of very many points, each times a scalar, computed in parts: only the parts under way are in memory as objects. */
final class Sums {

    /** The point with an index from 0. */
    @FunctionalInterface
    interface Term {
        Point at(int i);
    }

    private Sums() {}

    static Point of(Work work, String stage, int count, int size, IntFunction<Scalar> factors, Term points) {
        return work
                .split(stage, count, size, (from, to) -> {
                    List<Scalar> someFactors = new ArrayList<>(to - from);
                    List<Point> some = new ArrayList<>(to - from);
                    for (int i = from; i < to; i++) {
                        someFactors.add(factors.apply(i));
                        some.add(points.at(i));
                    }
                    return MultiScalar.sum(someFactors, some);
                })
                .stream()
                .reduce(Point.INFINITY, Point::plus);
    }
}
