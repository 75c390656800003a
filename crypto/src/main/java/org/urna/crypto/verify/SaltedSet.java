// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.hash.Sha256;

/**
 * Byte strings, each with a number, as 128 bits of a hash in flat arrays: some 32 bytes an item, where a map of objects takes over 100. The
 * hash is salted anew in every run, so nobody can look for two strings that it confuses, and that any two of ten million happen to be
 * confused has a probability of {@code 2^-82}. Not safe for concurrent use.
 */
final class SaltedSet {

    private static final int SEGMENTS = 256;

    private final byte[] salt;
    private final Segment[] segments = new Segment[SEGMENTS];

    SaltedSet(Entropy entropy) {
        this.salt = entropy.bytes(Sha256.BYTES);
        Arrays.setAll(segments, i -> new Segment());
    }

    /**
     * Adds a string.
     *
     * @param number from 0
     * @return the number with which it was added before, or -1 if it is new
     */
    int add(byte[] string, int number) {
        ByteBuffer hash = hash(string);
        long high = hash.getLong();
        return segment(high).add(high, hash.getLong(), number);
    }

    /** The number with which a string was added, or -1. */
    int find(byte[] string) {
        ByteBuffer hash = hash(string);
        long high = hash.getLong();
        return segment(high).find(high, hash.getLong());
    }

    private ByteBuffer hash(byte[] string) {
        return ByteBuffer.wrap(Sha256.hash(salt, string));
    }

    private Segment segment(long high) {
        return segments[(int) (high >>> 56)];
    }

    /** Open addressing. Many small tables, because one large table would be in memory twice whenever it grows. */
    private static final class Segment {

        private static final int FIRST_CAPACITY = 16;

        private long[] high = new long[FIRST_CAPACITY];
        private long[] low = new long[FIRST_CAPACITY];
        private int[] numbers = new int[FIRST_CAPACITY]; // plus one; 0 is a free slot
        private int size;

        int add(long highBits, long lowBits, int number) {
            if (4L * size >= 3L * numbers.length) {
                grow();
            }
            int slot = slot(highBits, lowBits);
            if (numbers[slot] != 0) {
                return numbers[slot] - 1;
            }
            put(slot, highBits, lowBits, number + 1);
            size++;
            return -1;
        }

        int find(long highBits, long lowBits) {
            return numbers[slot(highBits, lowBits)] - 1;
        }

        private int slot(long highBits, long lowBits) {
            int slot = (int) (((highBits >>> 24 & 0xffffffffL) * numbers.length) >>> 32);
            while (numbers[slot] != 0 && (high[slot] != highBits || low[slot] != lowBits)) {
                slot = slot + 1 == numbers.length ? 0 : slot + 1;
            }
            return slot;
        }

        private void put(int slot, long highBits, long lowBits, int number) {
            high[slot] = highBits;
            low[slot] = lowBits;
            numbers[slot] = number;
        }

        private void grow() {
            long[] oldHigh = high;
            long[] oldLow = low;
            int[] oldNumbers = numbers;
            int capacity = Math.addExact(numbers.length, numbers.length / 2);
            high = new long[capacity];
            low = new long[capacity];
            numbers = new int[capacity];
            for (int i = 0; i < oldNumbers.length; i++) {
                if (oldNumbers[i] != 0) {
                    put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldNumbers[i]);
                }
            }
        }
    }
}
