// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointUtil;

/**
 * A point that is multiplied by many secrets, such as the base point or an election's key: a comb with a table made once, read
 * by scanning the whole of it, so that neither the operations nor the memory touched depend on the scalar.
 *
 * <p>Immutable and safe for concurrent use. Making one costs about as much as three multiplications.
 */
public final class FixedBase {

    static final ECMultiplier MULTIPLIER = new FixedPointCombMultiplier();

    /** The base point of the group. */
    public static final FixedBase G = new FixedBase(Point.G);

    private final Point point;
    private final ECPoint base;

    private FixedBase(Point point) {
        this.point = point;
        this.base = point.affine();
        FixedPointUtil.precompute(base);
    }

    /**
     * Prepares {@code point} for many multiplications.
     *
     * @throws IllegalArgumentException if {@code point} is infinity
     */
    public static FixedBase of(Point point) {
        if (point.isInfinity()) {
            throw new IllegalArgumentException("infinity is no base");
        }
        return new FixedBase(point);
    }

    /**
     * {@code scalar} times this point. Regular for every scalar but zero, whose result, infinity, shows in the time taken: for
     * scalars that may well be zero use {@link Blind}.
     */
    public Point times(SecretScalar scalar) {
        return Point.of(MULTIPLIER.multiply(base, scalar.value()));
    }

    /** The point itself. */
    public Point point() {
        return point;
    }
}
