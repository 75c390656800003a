// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * Adds many pairs of affine points. Additions are queued and done together, so that a sum may be written where an earlier addition or its own
 * has read, and nowhere else where anything is still to be read.
 *
 * <p>A point is ten words of an array; what they mean is the adder's affair, but infinity is ten zeros. A point is given by a code, twice its
 * index in its array, plus one for its negative. Equal, opposite and infinite points are added right.
 */
interface PairAdder {

    /** From now on points are read from {@code from} and sums written to {@code to}; nothing may be queued. */
    void between(long[] from, long[] to);

    /** Queues {@code target[to] = source[a] + source[b]}. */
    void add(int a, int b, int to);

    /** Queues {@code target[to] = source[a]}. */
    void move(int a, int to);

    /** Does what is queued. */
    void flush();

    /** Copies a point, or its negative, without waiting for the queue. */
    void copy(long[] from, int code, long[] target, int to);

    /** Whether the point at an index is infinity. */
    static boolean isInfinity(long[] points, int index) {
        int from = index * Curve.AFFINE;
        long any = 0;
        for (int i = from; i < from + Curve.AFFINE; i++) {
            any |= points[i];
        }
        return any == 0;
    }
}
