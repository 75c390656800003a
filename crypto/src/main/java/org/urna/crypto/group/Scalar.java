// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.engine.Order;

/**
 * A public integer modulo {@code q}, the order of the group; encoded as 32 bytes big-endian, below {@code q}.
 *
 * <p>Immutable. Its arithmetic takes a time that depends on the values: secrets are a {@link SecretScalar}.
 */
public final class Scalar {

    /** Length of an encoding in bytes. */
    public static final int BYTES = 32;

    /** Below this a number is a single limb. */
    private static final long SMALL = 1L << 52;

    private static final int HALF = BYTES / 2;
    private static final long[] SHIFT = shift();

    public static final Scalar ZERO = of(0);
    public static final Scalar ONE = of(1);

    /** Canonical limbs of {@link Order}; never changed. */
    private final long[] limbs;

    /** The same in the form that products need, once there was one; a race makes it twice. */
    private volatile long @Nullable [] prepared;

    private Scalar(long[] limbs) {
        this.limbs = limbs;
    }

    /** {@code value} modulo {@code q}; negative values are allowed. */
    public static Scalar of(long value) {
        if (value >= 0 && value < SMALL) {
            return new Scalar(new long[] {value, 0, 0, 0, 0});
        }
        return of(BigInteger.valueOf(value));
    }

    /** {@code value} modulo {@code q}; negative values are allowed. */
    public static Scalar of(BigInteger value) {
        return new Scalar(Order.limbs(value.mod(P256.Q)));
    }

    /** The number of 128 bits that 16 of {@code bytes}, big-endian, stand for. */
    public static Scalar ofHalf(byte[] bytes, int from) {
        long[] limbs = new long[Order.LIMBS];
        Order.readHalf(limbs, 0, bytes, from);
        return new Scalar(limbs);
    }

    /** The big-endian number of 48 bytes modulo {@code q}. */
    public static Scalar reduce(byte[] uniform) {
        if (uniform.length != 3 * HALF) {
            throw new IllegalArgumentException("48 bytes are reduced");
        }
        long[] sum = new long[Order.LIMBS];
        long[] half = new long[Order.LIMBS];
        for (int from = 0; from < uniform.length; from += HALF) {
            Order.multiply(sum, 0, sum, 0, SHIFT, 0);
            Order.readHalf(half, 0, uniform, from);
            Order.add(sum, 0, sum, 0, half, 0);
        }
        return new Scalar(sum);
    }

    /** What multiplies by {@code 2^128}. */
    private static long[] shift() {
        long[] shift = Order.limbs(BigInteger.ONE.shiftLeft(8 * HALF));
        Order.prepare(shift, 0, shift, 0);
        return shift;
    }

    /**
     * Reads the one encoding that a scalar has.
     *
     * @throws MalformedException unless {@code bytes} are 32 bytes that stand for a number below {@code q}
     */
    public static Scalar decode(byte[] bytes) throws MalformedException {
        requireLength(bytes);
        long[] limbs = new long[Order.LIMBS];
        requireBelowOrder(Order.read(limbs, 0, bytes, 0));
        return new Scalar(limbs);
    }

    /** For secrets, which the engine does not see. */
    static BigInteger decodeInteger(byte[] bytes) throws MalformedException {
        requireLength(bytes);
        BigInteger value = new BigInteger(1, bytes);
        requireBelowOrder(value.compareTo(P256.Q) < 0);
        return value;
    }

    private static void requireLength(byte[] bytes) throws MalformedException {
        if (bytes.length != BYTES) {
            throw new MalformedException("scalar is not 32 bytes long");
        }
    }

    private static void requireBelowOrder(boolean below) throws MalformedException {
        if (!below) {
            throw new MalformedException("scalar is not below the group order");
        }
    }

    /** The 32 bytes, big-endian. */
    public byte[] encode() {
        byte[] bytes = new byte[BYTES];
        Order.write(bytes, 0, limbs, 0);
        return bytes;
    }

    public Scalar plus(Scalar other) {
        long[] sum = new long[Order.LIMBS];
        Order.add(sum, 0, limbs, 0, other.limbs, 0);
        return new Scalar(sum);
    }

    public Scalar minus(Scalar other) {
        return plus(other.negate());
    }

    /** The product; cheapest where many are made with the same {@code this}. */
    public Scalar times(Scalar other) {
        long[] factor = prepared;
        if (factor == null) {
            factor = new long[Order.LIMBS];
            Order.prepare(factor, 0, limbs, 0);
            prepared = factor;
        }
        long[] product = new long[Order.LIMBS];
        Order.multiply(product, 0, factor, 0, other.limbs, 0);
        return new Scalar(product);
    }

    public Scalar negate() {
        long[] negative = new long[Order.LIMBS];
        Order.negate(negative, 0, limbs, 0);
        return new Scalar(negative);
    }

    /**
     * The scalar whose product with this one is 1.
     *
     * @throws ArithmeticException if this is zero
     */
    public Scalar inverse() {
        return of(toBigInteger().modInverse(P256.Q));
    }

    public boolean isZero() {
        return Order.isZero(limbs, 0);
    }

    /** The representative from 0 to {@code q - 1}. */
    public BigInteger toBigInteger() {
        return new BigInteger(1, encode());
    }

    /** For the engine; not to be changed. */
    long[] limbs() {
        return limbs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scalar scalar && Arrays.equals(limbs, scalar.limbs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(limbs);
    }

    /** Hexadecimal, for failure messages of public data. */
    @Override
    public String toString() {
        return "Scalar[" + toBigInteger().toString(16) + "]";
    }
}
