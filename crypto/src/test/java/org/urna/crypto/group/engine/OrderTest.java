// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

/** The scalars against {@link BigInteger}. */
class OrderTest {

    static final BigInteger Q = CustomNamedCurves.getByName("P-256").getN();

    static List<BigInteger> edges() {
        List<BigInteger> edges = new ArrayList<>();
        for (int bit : new int[] {0, 1, 32, 52, 64, 104, 127, 128, 129, 156, 192, 208, 224, 255}) {
            for (int delta = -2; delta <= 2; delta++) {
                edges.add(BigInteger.ONE
                        .shiftLeft(bit)
                        .add(BigInteger.valueOf(delta))
                        .mod(Q));
                edges.add(Q.subtract(BigInteger.ONE.shiftLeft(bit))
                        .add(BigInteger.valueOf(delta))
                        .mod(Q));
            }
        }
        return edges;
    }

    private static void arithmeticIsRight(BigInteger a, BigInteger b) {
        long[] x = Order.limbs(a);
        long[] y = Order.limbs(b);
        long[] r = new long[Order.LIMBS];
        Order.add(r, 0, x, 0, y, 0);
        assertThat(r).isEqualTo(Order.limbs(a.add(b).mod(Q)));
        Order.prepare(r, 0, x, 0);
        Order.multiply(r, 0, r, 0, y, 0);
        assertThat(r).isEqualTo(Order.limbs(a.multiply(b).mod(Q)));
        Order.negate(r, 0, x, 0);
        assertThat(r).isEqualTo(Order.limbs(a.negate().mod(Q)));
    }

    @Test
    void arithmeticOfEdgesIsRight() {
        for (BigInteger a : edges()) {
            for (BigInteger b : edges()) {
                arithmeticIsRight(a, b);
            }
        }
    }

    @Test
    void arithmeticOfRandomNumbersIsRight() {
        Property.holds(
                2000,
                random -> arithmeticIsRight(new BigInteger(256, random).mod(Q), new BigInteger(256, random).mod(Q)));
    }

    @Test
    void bytesBelowTheOrderAreReadAndWritten() {
        for (BigInteger edge : List.of(BigInteger.ZERO, Q.subtract(BigInteger.ONE), Q, Q.add(BigInteger.ONE))) {
            byte[] bytes = Words32.of(edge);
            long[] a = new long[Order.LIMBS];
            assertThat(Order.read(a, 0, bytes, 0)).isEqualTo(edge.compareTo(Q) < 0);
            byte[] written = new byte[32];
            Order.write(written, 0, a, 0);
            assertThat(written).isEqualTo(bytes);
        }
    }

    /** Digits of any width weigh as much as the factor, or as the factor less the order. */
    @Test
    void digitsAddUpToTheFactor() {
        List<BigInteger> numbers = edges();
        Property.holds(100, random -> numbers.add(new BigInteger(256, random).mod(Q)));
        long[] scalars = new long[numbers.size() * Order.LIMBS];
        for (int i = 0; i < numbers.size(); i++) {
            System.arraycopy(Order.limbs(numbers.get(i)), 0, scalars, i * Order.LIMBS, Order.LIMBS);
        }
        for (int width = 2; width <= 16; width++) {
            Factors factors = new Factors(scalars, numbers.size());
            BigInteger[] sums = new BigInteger[numbers.size()];
            Arrays.fill(sums, BigInteger.ZERO);
            int[] digits = new int[numbers.size()];
            for (int p = 0; p < factors.mostDigits(width); p++) {
                factors.digits(p, width, digits);
                for (int i = 0; i < digits.length; i++) {
                    assertThat(Math.abs(digits[i])).isLessThanOrEqualTo(1 << (width - 1));
                    sums[i] = sums[i].add(BigInteger.valueOf(digits[i]).shiftLeft(p * width));
                }
            }
            for (int i = 0; i < sums.length; i++) {
                assertThat(sums[i].mod(Q))
                        .as("%s at width %s", numbers.get(i), width)
                        .isEqualTo(numbers.get(i));
            }
        }
    }
}
