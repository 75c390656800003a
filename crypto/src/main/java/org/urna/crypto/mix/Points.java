// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/** Points and scalars one after another in one array: a fifth of the memory that objects take. Places are counted in points or scalars. */
final class Points {

    private Points() {}

    /** @throws MalformedException unless {@code count} points from byte {@code offset} on are points of the curve */
    static void check(byte[] bytes, int offset, int count) throws MalformedException {
        for (int i = 0; i < count; i++) {
            int at = offset + i * Point.BYTES;
            Point unused = Point.decode(Arrays.copyOfRange(bytes, at, at + Point.BYTES));
        }
    }

    /** @throws MalformedException unless {@code count} scalars from byte {@code offset} on are below {@code q} */
    static void checkScalars(byte[] bytes, int offset, int count) throws MalformedException {
        for (int i = 0; i < count; i++) {
            int at = offset + i * Scalar.BYTES;
            Scalar unused = Scalar.decode(Arrays.copyOfRange(bytes, at, at + Scalar.BYTES));
        }
    }

    /** A point that was checked or written before. */
    static Point read(byte[] bytes, int place) {
        return readAt(bytes, place * Point.BYTES);
    }

    static Point readAt(byte[] bytes, int offset) {
        try {
            return Point.decode(Arrays.copyOfRange(bytes, offset, offset + Point.BYTES));
        } catch (MalformedException e) {
            throw new IllegalStateException("not checked before", e);
        }
    }

    static Scalar readScalarAt(byte[] bytes, int offset) {
        try {
            return Scalar.decode(Arrays.copyOfRange(bytes, offset, offset + Scalar.BYTES));
        } catch (MalformedException e) {
            throw new IllegalStateException("not checked before", e);
        }
    }

    static void write(Point point, byte[] bytes, int place) {
        System.arraycopy(point.encode(), 0, bytes, place * Point.BYTES, Point.BYTES);
    }

    /** Writes many points from {@code place} on, which is much faster than one by one. */
    static void writeAll(List<Point> points, byte[] bytes, int place) {
        Point.normalize(points);
        for (int i = 0; i < points.size(); i++) {
            write(points.get(i), bytes, place + i);
        }
    }
}
