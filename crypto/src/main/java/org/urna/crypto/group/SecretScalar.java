// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECConstantTimeMultiplier;
import org.bouncycastle.math.ec.ECMultiplier;
import org.urna.crypto.MalformedException;

/**
 * A secret integer modulo {@code q}. It does not print, has no {@code equals}, and multiplies points only by methods whose
 * sequence of point operations and table accesses is the same for every scalar.
 *
 * <p>What that does not cover: the arithmetic modulo {@code q} (sums, products, reduction) uses {@link BigInteger}, which is not
 * constant time, and a result of exactly zero or infinity takes a shorter way inside the library. Scalars that are uniform are
 * never zero in practice; small ones, such as votes, are multiplied through {@link Blind}.
 */
public final class SecretScalar {

    /** Signed fixed windows read from a table that is scanned in whole; for points that are used once. */
    static final ECMultiplier MULTIPLIER = new ECConstantTimeMultiplier();

    private final BigInteger value;

    private SecretScalar(BigInteger value) {
        this.value = value;
    }

    /** A uniform scalar other than zero. */
    public static SecretScalar random(Entropy entropy) {
        while (true) {
            BigInteger candidate = new BigInteger(1, entropy.bytes(Scalar.BYTES));
            if (candidate.signum() != 0 && candidate.compareTo(P256.Q) < 0) {
                return new SecretScalar(candidate);
            }
        }
    }

    /** {@code value} modulo {@code q}; for secrets that are small numbers, such as a vote. */
    public static SecretScalar of(long value) {
        return reduce(BigInteger.valueOf(value));
    }

    /** The public scalar, to be used together with secrets. */
    public static SecretScalar of(Scalar value) {
        return new SecretScalar(value.toBigInteger());
    }

    /** The big-endian number modulo {@code q}; 48 uniform bytes give a scalar that is uniform to within 2^-128. */
    public static SecretScalar reduce(byte[] uniform) {
        return reduce(new BigInteger(1, uniform));
    }

    private static SecretScalar reduce(BigInteger value) {
        return new SecretScalar(value.mod(P256.Q));
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException unless {@code bytes} are 32 bytes that stand for a number below {@code q}
     */
    public static SecretScalar decode(byte[] bytes) throws MalformedException {
        return new SecretScalar(Scalar.decodeInteger(bytes));
    }

    /** The 32 bytes, big-endian; for key files and encrypted messages only. */
    public byte[] encode() {
        return P256.to32Bytes(value);
    }

    public SecretScalar plus(SecretScalar other) {
        return reduce(value.add(other.value));
    }

    public SecretScalar minus(SecretScalar other) {
        return reduce(value.subtract(other.value));
    }

    public SecretScalar times(Scalar factor) {
        return reduce(value.multiply(factor.toBigInteger()));
    }

    public SecretScalar times(SecretScalar factor) {
        return reduce(value.multiply(factor.value));
    }

    public SecretScalar negate() {
        return reduce(value.negate());
    }

    /**
     * {@code first} if {@code bit} is 1, {@code second} if it is 0, without a branch on the bit.
     *
     * @throws IllegalArgumentException if {@code bit} is neither
     */
    public static SecretScalar choose(int bit, SecretScalar first, SecretScalar second) {
        if ((bit & ~1) != 0) {
            throw new IllegalArgumentException("a choice is 0 or 1");
        }
        byte[] chosen = first.encode();
        byte[] other = second.encode();
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (byte) (other[i] ^ (-bit & (chosen[i] ^ other[i])));
        }
        return new SecretScalar(new BigInteger(1, chosen));
    }

    /** This scalar times the base point. */
    public Point timesG() {
        return FixedBase.G.times(this);
    }

    /** This scalar times {@code point}; a point that is used often is better off as a {@link FixedBase}. */
    public Point times(Point point) {
        return Point.of(MULTIPLIER.multiply(point.affine(), value));
    }

    /** The value as a public scalar, where the protocol publishes it: a proof's response, a challenged ballot's opening. */
    public Scalar declassify() {
        return Scalar.of(value);
    }

    /** For the multipliers of this package. */
    BigInteger value() {
        return value;
    }

    @Override
    public String toString() {
        return "SecretScalar[hidden]";
    }
}
