// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

/** The field against {@link BigInteger}: edges of limbs and of the modulus, and many random numbers. */
class FieldTest {

    private static final BigInteger P = Field.P;
    private static final BigInteger INVERSE_R = BigInteger.ONE.shiftLeft(260).modInverse(P);

    /** Numbers near 0, p, 2^256 and every border of limbs and words. */
    private static List<BigInteger> edges() {
        List<BigInteger> edges = new ArrayList<>();
        for (int bit : new int[] {0, 1, 32, 52, 64, 96, 104, 128, 156, 192, 208, 224, 255, 256}) {
            for (int delta = -2; delta <= 2; delta++) {
                edges.add(BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(delta)));
                edges.add(P.subtract(BigInteger.ONE.shiftLeft(bit)).add(BigInteger.valueOf(delta)));
            }
        }
        edges.add(P);
        return edges;
    }

    /** The number that limbs of any sign and size stand for. */
    static BigInteger value(long[] a, int at) {
        BigInteger value = BigInteger.ZERO;
        for (int i = Field.LIMBS - 1; i >= 0; i--) {
            value = value.shiftLeft(52).add(BigInteger.valueOf(a[at + i]));
        }
        return value;
    }

    /** Limbs 0 to 3 in [0, 2^52), the top one with whatever is left, sign included. */
    private static long[] limbs(BigInteger value) {
        long[] limbs = new long[Field.LIMBS];
        for (int i = 0; i < Field.LIMBS - 1; i++) {
            limbs[i] = value.shiftRight(52 * i).longValue() & Product.MASK;
        }
        limbs[Field.LIMBS - 1] = value.shiftRight(208).longValueExact();
        return limbs;
    }

    private static void multipliesRight(long[] a, long[] b) {
        long[] r = new long[Field.LIMBS];
        Product.multiply(r, 0, a, 0, b, 0);
        BigInteger product = value(a, 0).multiply(value(b, 0));
        assertThat(value(r, 0).mod(P)).isEqualTo(product.multiply(INVERSE_R).mod(P));
        BigInteger share = product.abs().shiftRight(260).add(BigInteger.ONE);
        assertThat(value(r, 0)).isBetween(share.negate(), share.add(P));
        Product.square(r, 0, a, 0);
        assertThat(value(r, 0).mod(P))
                .isEqualTo(value(a, 0).pow(2).multiply(INVERSE_R).mod(P));
    }

    @Test
    void productsOfEdgesAreRightAndWithinTheirBounds() {
        List<BigInteger> edges = edges();
        for (int i = 0; i < edges.size(); i++) {
            BigInteger a = edges.get(i);
            for (int j = i % 4; j < edges.size(); j += 4) {
                BigInteger b = edges.get(j);
                multipliesRight(limbs(a), limbs(b));
                multipliesRight(limbs(a.negate()), limbs(b));
            }
        }
    }

    /** Every limb at the greatest absolute value that the rules allow, in all combinations of signs. */
    @Test
    void productsOfTheGreatestLimbsAreRight() {
        long most = 1L << 55;
        for (int signs = 0; signs < 1024; signs++) {
            long[] a = new long[Field.LIMBS];
            long[] b = new long[Field.LIMBS];
            for (int i = 0; i < Field.LIMBS; i++) {
                a[i] = ((signs >> i) & 1) == 0 ? most : -most;
                b[i] = ((signs >> (i + 5)) & 1) == 0 ? most : -most;
            }
            multipliesRight(a, b);
        }
    }

    @Test
    void productsOfRandomLimbsAreRight() {
        Property.holds(2000, random -> multipliesRight(anyLimbs(random), anyLimbs(random)));
    }

    private static long[] anyLimbs(Random random) {
        int bits = 50 + random.nextInt(6);
        return random.longs(Field.LIMBS, -(1L << bits), (1L << bits) + 1).toArray();
    }

    @Test
    void aFoldedElementIsTheSameWithinItsBounds() {
        Property.holds(2000, random -> {
            long[] a = anyLimbs(random);
            a[4] = random.nextLong() >> 8;
            BigInteger before = value(a, 0);
            Field.fold(a, 0);
            assertThat(value(a, 0).mod(P)).isEqualTo(before.mod(P));
            assertThat(value(a, 0)).isBetween(P.shiftRight(20).negate(), P.add(P.shiftRight(20)));
            for (long limb : a) {
                assertThat(Math.abs(limb)).isLessThanOrEqualTo(1L << 53);
            }
        });
    }

    @Test
    void aCanonicalElementIsUnique() {
        for (BigInteger edge : edges()) {
            for (int multiple = -8; multiple <= 8; multiple++) {
                long[] a = limbs(edge.add(P.multiply(BigInteger.valueOf(multiple))));
                Field.canonicalize(a, 0);
                assertThat(a).isEqualTo(limbs(edge.mod(P)));
            }
        }
    }

    @Test
    void zeroIsToldFromEverythingElse() {
        for (int multiple = -6; multiple <= 6; multiple++) {
            BigInteger zero = P.multiply(BigInteger.valueOf(multiple));
            assertThat(Field.isZero(limbs(zero), 0)).isTrue();
            for (BigInteger edge : edges()) {
                assertThat(Field.isZero(limbs(zero.add(edge)), 0))
                        .isEqualTo(edge.mod(P).signum() == 0);
            }
        }
    }

    @Test
    void bytesBelowTheModulusAreReadAndWritten() {
        for (BigInteger edge : edges()) {
            if (edge.signum() < 0 || edge.bitLength() > 256) {
                continue;
            }
            byte[] bytes = Words32.of(edge);
            long[] a = new long[Field.LIMBS];
            boolean below = Field.read(a, 0, bytes, 0);
            assertThat(below).isEqualTo(edge.compareTo(P) < 0);
            if (below) {
                assertThat(value(a, 0)).isEqualTo(edge.shiftLeft(260).mod(P));
                byte[] written = new byte[32];
                Field.write(written, 0, a, 0);
                assertThat(written).isEqualTo(bytes);
            }
        }
    }

    @Test
    void aNumberTimesItsInverseIsOne() {
        List<BigInteger> numbers = edges();
        numbers.removeIf(edge -> edge.mod(P).signum() == 0);
        Property.holds(50, random -> numbers.add(new BigInteger(255, random).add(BigInteger.ONE)));
        long[] one = new long[Field.LIMBS];
        Field.one(one, 0);
        for (BigInteger number : numbers) {
            long[] inverse = new long[Field.LIMBS];
            Field.invert(inverse, 0, limbs(number), 0);
            Product.multiply(inverse, 0, inverse, 0, limbs(number), 0);
            Field.canonicalize(inverse, 0);
            assertThat(inverse).isEqualTo(one);
        }
        assertThatThrownBy(() -> Field.invert(new long[Field.LIMBS], 0, limbs(P), 0))
                .isInstanceOf(ArithmeticException.class);
    }
}
