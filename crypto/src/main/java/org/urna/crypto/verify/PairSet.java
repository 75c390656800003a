// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

/**
 * Numbers of 128 bits, each with the entry where it was first seen, in flat arrays: 20 bytes an item where a map of objects takes over 100.
 * Not safe for concurrent use.
 */
final class PairSet {

    private static final int FIRST_CAPACITY = 1024;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int[] entries = new int[FIRST_CAPACITY]; // entry plus one; 0 is a free slot
    private int size;

    /**
     * Adds a number.
     *
     * @return where it was seen before, or -1 if it is new
     */
    int add(long highBits, long lowBits, int entry) {
        if (2 * size >= entries.length) {
            grow();
        }
        int slot = find(highBits, lowBits);
        if (entries[slot] != 0) {
            return entries[slot] - 1;
        }
        high[slot] = highBits;
        low[slot] = lowBits;
        entries[slot] = entry + 1;
        size++;
        return -1;
    }

    private int find(long highBits, long lowBits) {
        int mask = entries.length - 1;
        int slot = (int) ((highBits ^ (highBits >>> 32)) & mask);
        while (entries[slot] != 0 && (high[slot] != highBits || low[slot] != lowBits)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldEntries = entries;
        int capacity = Math.multiplyExact(2, oldEntries.length);
        high = new long[capacity];
        low = new long[capacity];
        entries = new int[capacity];
        for (int i = 0; i < oldEntries.length; i++) {
            if (oldEntries[i] != 0) {
                int slot = find(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                entries[slot] = oldEntries[i];
            }
        }
    }
}
