// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.urna.crypto.MalformedException;

/**
 * An element of the group P-256, written additively; encoded as 64 bytes {@code x || y}, each big-endian.
 *
 * <p>Having a {@code Point} means that it is on the curve. Immutable and safe for concurrent use. Infinity is an element but has
 * no encoding: it is never read, and never written.
 */
public final class Point {

    /** Length of an encoding in bytes. */
    public static final int BYTES = 64;

    public static final Point INFINITY = new Point(P256.CURVE.getInfinity());

    /** The base point. */
    public static final Point G = new Point(P256.G);

    // Sums stay projective until a coordinate is asked for; volatile, because the library's fields are not final.
    private volatile ECPoint value;

    private Point(ECPoint value) {
        this.value = value;
    }

    static Point of(ECPoint value) {
        return value.isInfinity() ? INFINITY : new Point(value);
    }

    /**
     * Reads the one encoding that a point has.
     *
     * @throws MalformedException unless {@code bytes} are 64 bytes with both coordinates below {@code p} that satisfy the
     *     curve's equation; infinity has no encoding
     */
    public static Point decode(byte[] bytes) throws MalformedException {
        if (bytes.length != BYTES) {
            throw new MalformedException("point is not 64 bytes long");
        }
        ECFieldElement x = coordinate(bytes, 0);
        ECFieldElement y = coordinate(bytes, BYTES / 2);
        if (!y.square().equals(P256.rightSide(x))) {
            throw new MalformedException("point is not on the curve");
        }
        return new Point(P256.CURVE.createPoint(x.toBigInteger(), y.toBigInteger()));
    }

    /**
     * The point with first coordinate {@code x} whose second coordinate is even; nothing if no point of the curve has this
     * {@code x}. There are two points at every {@code x} of the curve, and exactly one of them is even.
     *
     * @param x from 0 to {@code p - 1}; the time taken depends on it
     */
    public static Optional<Point> withEvenY(BigInteger x) {
        ECFieldElement y = P256.rightSide(P256.CURVE.fromBigInteger(x)).sqrt();
        if (y == null) {
            return Optional.empty();
        }
        BigInteger even = (y.testBitZero() ? y.negate() : y).toBigInteger();
        return Optional.of(new Point(P256.CURVE.createPoint(x, even)));
    }

    private static ECFieldElement coordinate(byte[] bytes, int offset) throws MalformedException {
        BigInteger value = new BigInteger(1, bytes, offset, BYTES / 2);
        if (value.compareTo(P256.P) >= 0) {
            throw new MalformedException("coordinate is not below the field order");
        }
        return P256.CURVE.fromBigInteger(value);
    }

    /**
     * The 64 bytes {@code x || y}.
     *
     * @throws IllegalStateException if this is infinity
     */
    public byte[] encode() {
        byte[] bytes = new byte[BYTES];
        P256.write32Bytes(x(), bytes, 0);
        P256.write32Bytes(y(), bytes, BYTES / 2);
        return bytes;
    }

    /** Brings many points into the form in which coordinates are read, much faster together than one by one. */
    public static void normalize(Collection<Point> points) {
        Point[] all = points.toArray(Point[]::new);
        ECPoint[] values = Arrays.stream(all).map(point -> point.value).toArray(ECPoint[]::new);
        P256.CURVE.normalizeAll(values);
        for (int i = 0; i < all.length; i++) {
            all[i].value = values[i];
        }
    }

    public Point plus(Point other) {
        return of(value.add(other.value));
    }

    public Point minus(Point other) {
        return of(value.subtract(other.value));
    }

    public Point negate() {
        return of(value.negate());
    }

    /** This point times {@code factor}, in a time that depends on both: public data only. */
    public Point times(Scalar factor) {
        return of(affine().multiply(factor.toBigInteger()));
    }

    public boolean isInfinity() {
        return value.isInfinity();
    }

    /**
     * The first coordinate.
     *
     * @throws IllegalStateException if this is infinity
     */
    public BigInteger x() {
        return finite().getAffineXCoord().toBigInteger();
    }

    /**
     * The second coordinate.
     *
     * @throws IllegalStateException if this is infinity
     */
    public BigInteger y() {
        return finite().getAffineYCoord().toBigInteger();
    }

    private ECPoint finite() {
        if (isInfinity()) {
            throw new IllegalStateException("infinity has no coordinates");
        }
        return affine();
    }

    /** The library's point with coordinates ready to read. */
    ECPoint affine() {
        ECPoint current = value;
        if (!current.isNormalized()) {
            current = current.normalize();
            value = current;
        }
        return current;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && affine().equals(point.affine());
    }

    @Override
    public int hashCode() {
        return isInfinity() ? 0 : x().hashCode();
    }

    /** Coordinates in hexadecimal, for failure messages. */
    @Override
    public String toString() {
        return isInfinity() ? "Point[infinity]" : "Point[" + x().toString(16) + "," + y().toString(16) + "]";
    }
}
