// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.elgamal;

import org.urna.crypto.group.Blind;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.FixedBase;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

/**
 * Encryption under one public key {@code Y}: {@code Enc(m; r) = (r*G, r*Y + m*G)}.
 *
 * <p>Immutable and safe for concurrent use; keep one per key, because making it prepares a table.
 */
public final class Encryption {

    private final FixedBase key;

    private Encryption(FixedBase key) {
        this.key = key;
    }

    /**
     * Prepares encryption under {@code key}.
     *
     * @throws IllegalArgumentException if {@code key} is infinity
     */
    public static Encryption under(Point key) {
        return new Encryption(FixedBase.of(key));
    }

    /** The public key {@code Y}. */
    public Point key() {
        return key.point();
    }

    /** The public key, ready to be multiplied by secrets. */
    public FixedBase base() {
        return key;
    }

    /**
     * Encrypts the number of {@code opening} with its randomness.
     *
     * @param entropy for a blind that hides, in the time taken, whether the number is zero; it does not change the result
     */
    public Ciphertext encrypt(Opening opening, Entropy entropy) {
        Point mask = key.times(opening.r());
        Point beta = Blind.random(entropy).plusG(mask, SecretScalar.of(opening.m()));
        return new Ciphertext(opening.r().timesG(), beta);
    }

    /** Encrypts a point, which must not be infinity. */
    public Ciphertext encrypt(Point message, SecretScalar r) {
        if (message.isInfinity()) {
            throw new IllegalArgumentException("infinity is no message");
        }
        return new Ciphertext(r.timesG(), key.times(r).plus(message));
    }

    /** Another ciphertext of the same plaintext: {@code ciphertext + Enc(0; r)}. */
    public Ciphertext reencrypt(Ciphertext ciphertext, SecretScalar r) {
        return ciphertext.plus(new Ciphertext(r.timesG(), key.times(r)));
    }

    /** {@code Enc(m; r)} where both are public: the offset of a tally, or a challenged ballot that anyone encrypts again. */
    public static Ciphertext open(Point key, long m, Scalar r) {
        Point message = Point.G.times(Scalar.of(m));
        return new Ciphertext(Point.G.times(r), key.times(r).plus(message));
    }

    /** {@code Enc(message; r)} where both are public. */
    public static Ciphertext open(Point key, Point message, Scalar r) {
        return new Ciphertext(Point.G.times(r), key.times(r).plus(message));
    }
}
