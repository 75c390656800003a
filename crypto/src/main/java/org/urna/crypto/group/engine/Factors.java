// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The factors of a sum, as digits: each is replaced by the shorter of itself and the negative number equal to it modulo the order. */
final class Factors {

    /** The widest {@linkplain #sliding sliding} digits: they are bytes. */
    static final int MOST_SLIDING = 8;

    private final long[] words;
    private final boolean[] negative;
    private final int[] bits;

    /** The lengths in bits that factors have, each once and ascending. */
    private final int[] lengths;

    /** How many factors have each of the {@link #lengths}. */
    private final int[] ofLength;

    private final boolean[] carries;
    private final int count;

    /** {@code scalars} holds elements of {@link Order}, canonical. */
    Factors(long[] scalars, int count) {
        this.count = count;
        this.words = new long[4 * count + 1];
        this.negative = new boolean[count];
        this.bits = new int[count];
        this.carries = new boolean[count];
        int[] ofBits = new int[4 * Long.SIZE + 1];
        long[] t = new long[Order.LIMBS];
        for (int i = 0; i < count; i++) {
            int at = i * Order.LIMBS;
            negative[i] = Order.isAboveHalf(scalars, at);
            if (negative[i]) {
                Order.negate(t, 0, scalars, at);
            } else {
                System.arraycopy(scalars, at, t, 0, Order.LIMBS);
            }
            for (int w = 0; w < 4; w++) {
                words[4 * i + w] = Words.word(t, 0, w);
                if (words[4 * i + w] != 0) {
                    bits[i] = 64 * (w + 1) - Long.numberOfLeadingZeros(words[4 * i + w]);
                }
            }
            ofBits[bits[i]]++;
        }
        this.lengths = IntStream.range(0, ofBits.length)
                .filter(length -> ofBits[length] > 0)
                .toArray();
        this.ofLength = Arrays.stream(lengths).map(length -> ofBits[length]).toArray();
    }

    int count() {
        return count;
    }

    /** Digits other than 0 that a factor of so many bits can have. */
    private static int digits(int bits, int width) {
        return bits == 0 ? 0 : bits / width + 1;
    }

    /** Digits other than 0 of all factors together, at most. */
    long totalDigits(int width) {
        long total = 0;
        for (int i = 0; i < lengths.length; i++) {
            total += (long) ofLength[i] * digits(lengths[i], width);
        }
        return total;
    }

    int mostDigits(int width) {
        return lengths.length == 0 ? 0 : digits(lengths[lengths.length - 1], width);
    }

    /** Bits of the longest factor. */
    int longest() {
        return lengths.length == 0 ? 0 : lengths[lengths.length - 1];
    }

    /** Bits of all factors together. */
    long totalBits() {
        long total = 0;
        for (int i = 0; i < lengths.length; i++) {
            total += (long) ofLength[i] * lengths[i];
        }
        return total;
    }

    /**
     * Writes a factor as digits of single bits' places that are zero or odd, from {@code -2^(width-1)} to {@code 2^(width-1)}, with at least
     * {@code width - 1} zeros between two others (the sliding windows of the non-adjacent form).
     *
     * @param target {@link #longest} and one more digits, all zero
     */
    void sliding(int i, int width, byte[] target) {
        int half = 1 << (width - 1);
        int carry = 0;
        int at = 0;
        while (at <= bits[i]) {
            if (bits(i, at, 1) == carry) {
                at++; // an even number so far, and the carry goes on
            } else {
                int window = bits(i, at, width) + carry;
                carry = window > half ? 1 : 0;
                int digit = window - carry * 2 * half;
                target[at] = (byte) (negative[i] ? -digit : digit);
                at += width;
            }
        }
    }

    /**
     * Writes each factor's digit at {@code position}, from {@code -2^(width-1)} to {@code 2^(width-1)}. To be called for position 0, 1, and
     * so on: each call leaves carries to the next.
     */
    void digits(int position, int width, int[] target) {
        int from = position * width;
        int half = 1 << (width - 1);
        for (int i = 0; i < count; i++) {
            if (from > bits[i]) {
                target[i] = 0;
                continue;
            }
            int digit = bits(i, from, width) + (position > 0 && carries[i] ? 1 : 0);
            carries[i] = digit > half;
            int signed = digit > half ? digit - 2 * half : digit;
            target[i] = negative[i] ? -signed : signed;
        }
    }

    private int bits(int i, int from, int width) {
        if (from >= 256) {
            return 0;
        }
        int word = 4 * i + from / 64;
        long low = words[word] >>> (from % 64);
        long high = from % 64 == 0 || from >= 192 ? 0 : words[word + 1] << (64 - from % 64);
        return (int) (low | high) & ((1 << width) - 1);
    }
}
