// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import org.urna.crypto.MalformedException;

/**
 * A public integer modulo {@code q}, the order of the group; encoded as 32 bytes big-endian, below {@code q}.
 *
 * <p>Immutable. Its arithmetic takes a time that depends on the values: secrets are a {@link SecretScalar}.
 */
public final class Scalar {

    /** Length of an encoding in bytes. */
    public static final int BYTES = 32;

    public static final Scalar ZERO = new Scalar(BigInteger.ZERO);
    public static final Scalar ONE = new Scalar(BigInteger.ONE);

    private final BigInteger value;

    private Scalar(BigInteger value) {
        this.value = value;
    }

    /** {@code value} modulo {@code q}; negative values are allowed. */
    public static Scalar of(long value) {
        return of(BigInteger.valueOf(value));
    }

    /** {@code value} modulo {@code q}; negative values are allowed. */
    public static Scalar of(BigInteger value) {
        return new Scalar(value.mod(P256.Q));
    }

    /**
     * Reads the one encoding that a scalar has.
     *
     * @throws MalformedException unless {@code bytes} are 32 bytes that stand for a number below {@code q}
     */
    public static Scalar decode(byte[] bytes) throws MalformedException {
        return new Scalar(decodeInteger(bytes));
    }

    static BigInteger decodeInteger(byte[] bytes) throws MalformedException {
        if (bytes.length != BYTES) {
            throw new MalformedException("scalar is not 32 bytes long");
        }
        BigInteger value = new BigInteger(1, bytes);
        if (value.compareTo(P256.Q) >= 0) {
            throw new MalformedException("scalar is not below the group order");
        }
        return value;
    }

    /** The 32 bytes, big-endian. */
    public byte[] encode() {
        return P256.to32Bytes(value);
    }

    public Scalar plus(Scalar other) {
        return of(value.add(other.value));
    }

    public Scalar minus(Scalar other) {
        return of(value.subtract(other.value));
    }

    public Scalar times(Scalar other) {
        return of(value.multiply(other.value));
    }

    public Scalar negate() {
        return of(value.negate());
    }

    /**
     * The scalar whose product with this one is 1.
     *
     * @throws ArithmeticException if this is zero
     */
    public Scalar inverse() {
        return new Scalar(value.modInverse(P256.Q));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    /** The representative from 0 to {@code q - 1}. */
    public BigInteger toBigInteger() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scalar scalar && value.equals(scalar.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Hexadecimal, for failure messages of public data. */
    @Override
    public String toString() {
        return "Scalar[" + value.toString(16) + "]";
    }
}
