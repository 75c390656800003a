// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.elgamal;

import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/**
 * An encryption {@code (alpha, beta) = (r*G, r*Y + M)}. What is published holds no infinity; sums may, and {@link #isFinite()}
 * tells.
 */
public record Ciphertext(Point alpha, Point beta) {

    /** Where a sum begins: both parts are infinity. */
    public static final Ciphertext NOTHING = new Ciphertext(Point.INFINITY, Point.INFINITY);

    /** An encryption of the sum of both plaintexts. */
    public Ciphertext plus(Ciphertext other) {
        return new Ciphertext(alpha.plus(other.alpha), beta.plus(other.beta));
    }

    /** An encryption of {@code factor} times the plaintext; the time taken depends on the factor, which is public. */
    public Ciphertext times(Scalar factor) {
        return factor.equals(Scalar.ONE) ? this : new Ciphertext(alpha.times(factor), beta.times(factor));
    }

    /** Whether both parts can be written down. */
    public boolean isFinite() {
        return !alpha.isInfinity() && !beta.isInfinity();
    }
}
