// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.engine.Coordinates;

/**
 * An element of the group P-256, written additively; encoded as 64 bytes {@code x || y}, each big-endian.
 *
 * <p>Having a {@code Point} means that it is on the curve. Immutable and safe for concurrent use. Infinity is an element but has
 * no encoding: it is never read, and never written.
 *
 * <p>Points that were read, and sums of such points, are left to the fast {@code engine}. The result of a multiplication by a secret stays with
 * the library, encoding included, until it is used as public data: compared, or multiplied by a public scalar.
 */
public final class Point {

    /** Length of an encoding in bytes. */
    public static final int BYTES = 64;

    public static final Point INFINITY = ofLimbs(Coordinates.infinity());

    /** The base point. */
    public static final Point G = new Point(engineForm(P256.G), P256.G, null);

    /** The engine's form, which keeps a denominator until the coordinates are asked for; null where only the library has the point. */
    private volatile long @Nullable [] limbs;

    /** The library's form, likewise with a denominator at first; null where only the engine has the point. */
    private volatile @Nullable ECPoint library;

    /** The encoding from which the point was read: whatever is read is hashed again, so it is kept. Never changed. */
    private final byte @Nullable [] encoding;

    private Point(long @Nullable [] limbs, @Nullable ECPoint library, byte @Nullable [] encoding) {
        this.limbs = limbs;
        this.library = library;
        this.encoding = encoding;
    }

    /** What the library has computed. */
    static Point of(ECPoint value) {
        return value.isInfinity() ? INFINITY : new Point(null, value, null);
    }

    /** What the engine has computed. */
    static Point ofLimbs(long[] limbs) {
        return new Point(limbs, null, null);
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
        long[] limbs = new long[Coordinates.LIMBS];
        if (!Coordinates.read(limbs, 0, bytes, 0)) {
            throw new MalformedException("coordinate is not below the field order");
        }
        if (!Coordinates.isOnCurve(limbs, 0)) {
            throw new MalformedException("point is not on the curve");
        }
        return new Point(limbs, null, bytes.clone());
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
        return Optional.of(of(P256.CURVE.createPoint(x, even)));
    }

    /**
     * The 64 bytes {@code x || y}.
     *
     * @throws IllegalStateException if this is infinity
     */
    public byte[] encode() {
        byte[] bytes = new byte[BYTES];
        encode(bytes, 0);
        return bytes;
    }

    /**
     * Writes the 64 bytes {@code x || y} into {@code target} from {@code at} on.
     *
     * @throws IllegalStateException if this is infinity
     */
    public void encode(byte[] target, int at) {
        if (encoding != null) {
            System.arraycopy(encoding, 0, target, at, BYTES);
        } else if (isInfinity()) {
            throw new IllegalStateException("infinity has no coordinates");
        } else if (limbs == null) {
            write(affine(), target, at);
        } else {
            Coordinates.write(target, at, limbs(), 0);
        }
    }

    private static void write(ECPoint affine, byte[] bytes, int at) {
        P256.write32Bytes(affine.getAffineXCoord().toBigInteger(), bytes, at);
        P256.write32Bytes(affine.getAffineYCoord().toBigInteger(), bytes, at + BYTES / 2);
    }

    private static long[] engineForm(ECPoint affine) {
        byte[] bytes = new byte[BYTES];
        write(affine, bytes, 0);
        long[] limbs = new long[Coordinates.LIMBS];
        Coordinates.read(limbs, 0, bytes, 0);
        return limbs;
    }

    /** Brings many points into the form in which coordinates are read, much faster together than one by one. */
    public static void normalize(Collection<Point> points) {
        Point[] sums = points.stream().filter(point -> point.limbs != null).toArray(Point[]::new);
        long[][] forms = Arrays.stream(sums).map(point -> point.limbs).toArray(long[][]::new);
        Coordinates.normalize(forms);
        for (int i = 0; i < sums.length; i++) {
            sums[i].limbs = forms[i];
        }
        Point[] others = points.stream().filter(point -> point.limbs == null).toArray(Point[]::new);
        ECPoint[] values = Arrays.stream(others).map(Point::libraryForm).toArray(ECPoint[]::new);
        P256.CURVE.normalizeAll(values);
        for (int i = 0; i < others.length; i++) {
            others[i].library = values[i];
        }
    }

    public Point plus(Point other) {
        long[] mine = limbs;
        long[] its = other.limbs;
        return mine != null && its != null
                ? ofLimbs(Coordinates.add(mine, its))
                : of(libraryForm().add(other.libraryForm()));
    }

    public Point minus(Point other) {
        return plus(other.negate());
    }

    public Point negate() {
        long[] mine = limbs;
        return mine == null ? of(libraryForm().negate()) : ofLimbs(Coordinates.negate(mine));
    }

    /** This point times {@code factor}, in a time that depends on both: public data only. */
    public Point times(Scalar factor) {
        return ofLimbs(Coordinates.times(limbs(), factor.limbs()));
    }

    public boolean isInfinity() {
        long[] mine = limbs;
        return mine != null && Coordinates.isInfinity(mine);
    }

    /**
     * The first coordinate.
     *
     * @throws IllegalStateException if this is infinity
     */
    public BigInteger x() {
        return new BigInteger(1, encode(), 0, BYTES / 2);
    }

    /**
     * The second coordinate.
     *
     * @throws IllegalStateException if this is infinity
     */
    public BigInteger y() {
        return new BigInteger(1, encode(), BYTES / 2, BYTES / 2);
    }

    /** The library's point with coordinates ready to read. */
    ECPoint affine() {
        ECPoint point = libraryForm();
        if (!point.isNormalized()) {
            point = point.normalize();
            library = point;
        }
        return point;
    }

    private ECPoint libraryForm() {
        ECPoint point = library;
        if (point == null) {
            point = isInfinity() ? P256.CURVE.getInfinity() : P256.CURVE.createPoint(x(), y());
            library = point;
        }
        return point;
    }

    /** The engine's coordinates, canonical and without a denominator; not to be changed. */
    long[] limbs() {
        long[] mine = limbs;
        if (mine == null) {
            mine = engineForm(affine());
            limbs = mine;
        } else if (!Coordinates.isAffine(mine)) {
            mine = Coordinates.affine(mine);
            limbs = mine;
        }
        return mine;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && (this == point || Arrays.equals(limbs(), point.limbs()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(limbs());
    }

    /** Coordinates in hexadecimal, for failure messages. */
    @Override
    public String toString() {
        return isInfinity() ? "Point[infinity]" : "Point[" + x().toString(16) + "," + y().toString(16) + "]";
    }
}
