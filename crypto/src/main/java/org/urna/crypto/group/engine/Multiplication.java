// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * One public point times one public integer, with digits that are odd or 0 (the width-4 non-adjacent form), of which on average one in
 * five is not 0.
 */
final class Multiplication {

    private static final int J = Curve.JACOBIAN;
    private static final int WIDTH = 4;

    /** Odd multiples 1, 3, 5, 7. */
    private final long[] odd = new long[J << (WIDTH - 2)];

    private final byte[] digits = new byte[258];
    private final Curve curve = new Curve();
    private int length;

    Multiplication(long[] affine, long[] factor) {
        Curve.extend(odd, 0, affine, 0);
        long[] twice = new long[J];
        System.arraycopy(odd, 0, twice, 0, J);
        curve.twice(twice, 0);
        for (int i = 1; i < 1 << (WIDTH - 2); i++) {
            System.arraycopy(odd, (i - 1) * J, odd, i * J, J);
            curve.add(odd, i * J, twice, 0);
        }
        split(factor);
    }

    private void split(long[] factor) {
        long[] words = {
            Words.word(factor, 0, 0), Words.word(factor, 0, 1), Words.word(factor, 0, 2), Words.word(factor, 0, 3), 0
        };
        int carry = 0;
        int i = 0;
        while (i < digits.length) {
            if (bits(words, i, 1) + carry != 1) { // 0, or 1 and a carry, which goes on
                i++;
                continue;
            }
            int digit = bits(words, i, WIDTH) + carry;
            carry = digit >> (WIDTH - 1);
            digits[i] = (byte) (digit - (carry << WIDTH));
            length = i + 1;
            i += WIDTH;
        }
    }

    private static int bits(long[] words, int from, int count) {
        int value = 0;
        for (int k = count - 1; k >= 0; k--) {
            int at = from + k;
            value = 2 * value + (at < 257 ? (int) (words[at / 64] >>> (at % 64)) & 1 : 0);
        }
        return value;
    }

    long[] result() {
        long[] sum = new long[J];
        long[] negative = new long[J];
        for (int i = length - 1; i >= 0; i--) {
            curve.twice(sum, 0);
            int digit = digits[i];
            if (digit > 0) {
                curve.add(sum, 0, odd, digit / 2 * J);
            } else if (digit < 0) {
                System.arraycopy(odd, -digit / 2 * J, negative, 0, J);
                Curve.negate(negative);
                curve.add(sum, 0, negative, 0);
            }
        }
        return sum;
    }
}
