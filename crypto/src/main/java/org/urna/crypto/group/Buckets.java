// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Pippenger's method: scalars are cut into signed digits; for each position the points are thrown into buckets by digit, and a
 * running sum over the buckets gives the position's total. Points that are added to buckets are affine, the cheapest case.
 */
final class Buckets {

    /** Up to here the library's interleaved multiplication was faster when measured. */
    private static final int FEW = 32;

    private Buckets() {}

    /** Scalars from 1 to {@code q - 1}, affine points. */
    static ECPoint sum(List<BigInteger> scalars, List<ECPoint> points) {
        int count = points.size();
        if (count == 0) {
            return P256.CURVE.getInfinity();
        }
        if (count <= FEW) {
            return ECAlgorithms.sumOfMultiplies(
                    points.toArray(ECPoint[]::new),
                    scalars.stream().map(Buckets::shortest).toArray(BigInteger[]::new));
        }
        int width = width(count);
        int[][] digits = new int[count][];
        int positions = 0;
        for (int i = 0; i < count; i++) {
            BigInteger shortest = shortest(scalars.get(i));
            digits[i] = digits(shortest.abs(), width, shortest.signum());
            positions = Math.max(positions, digits[i].length);
        }
        ECPoint total = P256.CURVE.getInfinity();
        for (int position = positions - 1; position >= 0; position--) {
            total = total.timesPow2(width).add(position(digits, points, position, 1 << (width - 1)));
        }
        return total;
    }

    /** The scalar or, where that has fewer bits, the negative number equal to it modulo {@code q}. */
    private static BigInteger shortest(BigInteger scalar) {
        BigInteger negative = scalar.subtract(P256.Q);
        return negative.bitLength() < scalar.bitLength() ? negative : scalar;
    }

    private static ECPoint position(int[][] digits, List<ECPoint> points, int position, int size) {
        ECPoint[] buckets = new ECPoint[size + 1];
        Arrays.fill(buckets, P256.CURVE.getInfinity());
        for (int i = 0; i < digits.length; i++) {
            int digit = position < digits[i].length ? digits[i][position] : 0;
            if (digit > 0) {
                buckets[digit] = buckets[digit].add(points.get(i));
            } else if (digit < 0) {
                buckets[-digit] = buckets[-digit].subtract(points.get(i));
            }
        }
        ECPoint running = P256.CURVE.getInfinity();
        ECPoint sum = running;
        for (int digit = size; digit > 0; digit--) {
            running = running.add(buckets[digit]);
            sum = sum.add(running);
        }
        return sum;
    }

    /** Digits from {@code -2^(width-1) + 1} to {@code 2^(width-1)}, least first, whose weighted sum is {@code sign*scalar}. */
    private static int[] digits(BigInteger scalar, int width, int sign) {
        byte[] bytes = scalar.toByteArray();
        int[] digits = new int[scalar.bitLength() / width + 1];
        int half = 1 << (width - 1);
        int carry = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = bits(bytes, i * width, width) + carry;
            carry = digit > half ? 1 : 0;
            digits[i] = sign * (digit - (carry << width));
        }
        if (carry != 0) {
            digits = Arrays.copyOf(digits, digits.length + 1);
            digits[digits.length - 1] = sign;
        }
        return digits;
    }

    private static int bits(byte[] bigEndian, int from, int width) {
        int value = 0;
        int last = Math.min(bigEndian.length - 1, (from + width - 1) / 8);
        for (int i = last; i >= from / 8; i--) {
            value = (value << 8) | (bigEndian[bigEndian.length - 1 - i] & 0xff);
        }
        return (value >>> (from % 8)) & ((1 << width) - 1);
    }

    /** Width of the digits in bits that costs the fewest additions: {@code positions*(count + 2*2^(width-1))}. */
    private static int width(int count) {
        int best = 2;
        for (int width = 3; width <= 16; width++) {
            if (cost(width, count) < cost(best, count)) {
                best = width;
            }
        }
        return best;
    }

    private static double cost(int width, int count) {
        return Math.ceil(256.0 / width) * (count + Math.pow(2, width));
    }
}
