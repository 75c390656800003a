// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.engine.Coordinates;
import org.urna.crypto.group.engine.Order;
import org.urna.crypto.group.engine.PointSum;

/**
 * Sums of many points, each times a scalar, for public data only; the time taken depends on all of it.
 *
 * <p>An instance collects terms, joining those of equal points, and is not safe for concurrent use. It works on one thread: who
 * has several splits the terms among instances and adds up the results.
 */
public final class MultiScalar {

    private static final int RECENT = 4;
    private static final int POINT = Coordinates.LIMBS;
    private static final int FACTOR = Order.LIMBS;

    /** So that nobody can choose points which collide in the table. */
    private static final long SALT = new SecureRandom().nextLong() | 1;

    private long[] points;
    private long[] factors;
    private int count;

    /** Open addressing: number of a point plus 1, or 0; at most half full. */
    private int[] table = new int[64];

    private int inTable;

    // The points that were added last: the equations of one proof have few, again and again.
    private final @Nullable Point[] recent = new Point[RECENT];
    private final int[] recentIndex = new int[RECENT];
    private int next;

    /** An empty sum. */
    public MultiScalar() {
        this(16);
    }

    /**
     * An empty sum.
     *
     * @param expected about how many points it will have
     */
    public MultiScalar(int expected) {
        points = new long[Math.max(1, expected) * POINT];
        factors = new long[Math.max(1, expected) * FACTOR];
    }

    /** {@code scalars[0]*points[0] + scalars[1]*points[1] + …}; infinity for empty lists. */
    public static Point sum(List<Scalar> scalars, List<Point> points) {
        if (scalars.size() != points.size()) {
            throw new IllegalArgumentException("as many scalars as points are needed");
        }
        Point.normalize(points);
        MultiScalar sum = new MultiScalar();
        for (int i = 0; i < points.size(); i++) {
            sum.add(scalars.get(i), points.get(i));
        }
        return sum.result();
    }

    /** Adds {@code scalar*point} to the sum. */
    public void add(Scalar scalar, Point point) {
        int at = FACTOR * indexOf(point);
        Order.add(factors, at, factors, at, scalar.limbs(), 0);
    }

    /** The same, without looking whether the point has been added before: cheaper where it has not. */
    public void addAnother(Scalar scalar, Point point) {
        append(point.limbs());
        System.arraycopy(scalar.limbs(), 0, factors, (count - 1) * FACTOR, FACTOR);
    }

    /** Number of points that the sum is of. */
    public int size() {
        return count;
    }

    /** The sum of everything added. */
    public Point result() {
        return Point.ofLimbs(PointSum.of(points, factors, count));
    }

    @SuppressWarnings("ReferenceEquality") // equal points that are not the same are found in the table
    private int indexOf(Point point) {
        for (int i = 0; i < RECENT; i++) {
            if (recent[i] == point) {
                return recentIndex[i];
            }
        }
        int index = indexOf(point.limbs());
        recent[next] = point;
        recentIndex[next] = index;
        next = (next + 1) % RECENT;
        return index;
    }

    private int indexOf(long[] point) {
        int mask = table.length - 1;
        int slot = slot(point, 0) & mask;
        while (table[slot] != 0) {
            int from = (table[slot] - 1) * POINT;
            if (Arrays.equals(points, from, from + POINT, point, 0, POINT)) {
                return table[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        append(point);
        table[slot] = count;
        inTable++;
        if (2 * inTable > table.length) {
            rehash();
        }
        return count - 1;
    }

    private void append(long[] point) {
        if (points.length < (count + 1) * POINT) {
            points = Arrays.copyOf(points, 2 * points.length);
            factors = Arrays.copyOf(factors, 2 * factors.length);
        }
        System.arraycopy(point, 0, points, count * POINT, POINT);
        count++;
    }

    private void rehash() {
        int[] before = table;
        table = new int[4 * before.length];
        int mask = table.length - 1;
        for (int number : before) {
            if (number != 0) {
                int slot = slot(points, (number - 1) * POINT) & mask;
                while (table[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = number;
            }
        }
    }

    private static int slot(long[] point, int at) {
        long mixed = point[at];
        for (int i = 1; i < POINT; i++) {
            mixed = (mixed ^ (mixed >>> 29)) * SALT + point[at + i];
        }
        mixed *= SALT;
        return (int) (mixed ^ (mixed >>> 32));
    }
}
