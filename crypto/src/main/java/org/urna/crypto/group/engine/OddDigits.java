// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * Factors in digits to the base {@code 2^width} of which every one is odd, so that none is zero: {@code bits} stand for the digit
 * {@code 2*bits + 1 - 2^width}, the last ones for {@code 2*bits + 1}. Only odd numbers have such digits; {@code q} is odd, so of a factor and
 * its opposite one is.
 */
final class OddDigits {

    private final int width;

    /** Digits of a factor. */
    final int count;

    /** @param width at most 8 */
    OddDigits(int width) {
        this.width = width;
        this.count = (256 + width - 1) / width;
    }

    /**
     * Writes the bits of every digit, the least first.
     *
     * @param factor from 1 to {@code q - 1}, 32 bytes big-endian
     * @param opposite {@code q - factor}
     * @return 1 if what is written is the opposite, so that the result is to be negated
     */
    int write(byte[] digits, int at, byte[] factor, byte[] opposite) {
        int even = 1 - (factor[factor.length - 1] & 1);
        for (int i = 0; i < count; i++) {
            int own = bits(factor, i);
            digits[at + i] = (byte) (own ^ (-even & (own ^ bits(opposite, i))));
        }
        return even;
    }

    /** Bits {@code width*i + 1} to {@code width*i + width}, the least at the right; which bytes are read depends on {@code i} alone. */
    private int bits(byte[] bigEndian, int i) {
        int from = width * i + 1;
        int last = bigEndian.length - 1 - from / 8;
        int low = last < 0 ? 0 : bigEndian[last] & 0xff;
        int high = last < 1 ? 0 : bigEndian[last - 1] & 0xff;
        return ((high << 8 | low) >>> (from % 8)) & ((1 << width) - 1);
    }
}
