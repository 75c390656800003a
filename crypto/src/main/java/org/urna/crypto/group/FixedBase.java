// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.jspecify.annotations.Nullable;

/**
 * A point that is multiplied by many secrets, such as the base point or an election's key: a comb with a table made once, read
 * by scanning the whole of it, so that neither the operations nor the memory touched depend on the scalar.
 *
 * <p>Immutable and safe for concurrent use. Making one costs about as much as three multiplications.
 */
public final class FixedBase {

    static final ECMultiplier MULTIPLIER = new FixedPointCombMultiplier();

    /** The base point of the group. */
    public static final FixedBase G = ofMany(Point.G);

    private final Point point;
    private final ECPoint base;
    private final @Nullable OddWindows windows;

    private FixedBase(Point point, @Nullable OddWindows windows) {
        this.point = point;
        this.base = point.affine();
        this.windows = windows;
    }

    /**
     * Prepares {@code point} for many multiplications.
     *
     * @throws IllegalArgumentException if {@code point} is infinity
     */
    public static FixedBase of(Point point) {
        requireFinite(point);
        FixedPointUtil.precompute(point.affine());
        return new FixedBase(point, null);
    }

    /**
     * Prepares {@code point} for thousands of multiplications: they take half the time, but preparing takes as long as some fifty of
     * them, and 150 kB.
     *
     * @throws IllegalArgumentException if {@code point} is infinity
     */
    public static FixedBase ofMany(Point point) {
        requireFinite(point);
        return new FixedBase(point, new OddWindows(point.affine()));
    }

    private static void requireFinite(Point point) {
        if (point.isInfinity()) {
            throw new IllegalArgumentException("infinity is no base");
        }
    }

    /**
     * {@code scalar} times this point. Regular for every scalar but zero, whose result, infinity, shows in the time taken: for
     * scalars that may well be zero use {@link Blind}.
     */
    public Point times(SecretScalar scalar) {
        if (windows != null && scalar.value().signum() != 0) {
            return Point.of(windows.times(scalar.value()));
        }
        return Point.of(MULTIPLIER.multiply(base, scalar.value()));
    }

    /** The point itself. */
    public Point point() {
        return point;
    }
}
