// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Hex;

/**
 * The ballots of one election as readers ask for them, gathered in the order of the log. It only grows: ballots never change. Safe for
 * concurrent use; 12 bytes of memory per ballot.
 */
final class Gathered {

    /** Index of the entry (4 bytes, big-endian) and the first 8 bytes of the ballot hash. */
    static final int ROW_BYTES = 12;

    private static final int HASH_BYTES = 8;
    private static final int HOUR = "YYYY-MM-DDTHH".length();

    private byte[] rows = new byte[0];
    private int count;
    private long next;
    private final Map<String, Integer> styles = new TreeMap<>();
    private final Map<String, Integer> hours = new TreeMap<>();

    /** Index from which on nothing has been gathered. */
    synchronized long next() {
        return next;
    }

    /**
     * Takes in the next ballot; one that was taken in already is passed over.
     *
     * @param hash of the ballot, hexadecimal
     * @param style of the ballot paper
     * @param time of the entry, {@code YYYY-MM-DDTHH:MM:00Z}
     */
    synchronized void add(long index, String hash, String style, String time) {
        if (index < next) {
            return;
        }
        if (rows.length < (count + 1) * ROW_BYTES) {
            rows = Arrays.copyOf(rows, Math.max(64 * ROW_BYTES, rows.length * 2));
        }
        ByteBuffer.wrap(rows, count * ROW_BYTES, ROW_BYTES)
                .putInt(Math.toIntExact(index))
                .put(bytes(hash));
        count++;
        next = index + 1;
        styles.merge(style, 1, Integer::sum);
        hours.merge(time.substring(0, HOUR) + ":00:00Z", 1, Integer::sum);
    }

    private static byte[] bytes(String hash) {
        try {
            return Hex.decode(hash.substring(0, 2 * HASH_BYTES));
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored hash is damaged", e);
        }
    }

    /** Every entry before {@code index} has been looked at. */
    synchronized void reached(long index) {
        next = Math.max(next, index);
    }

    /** The rows of ballots with an index of at least {@code from}, at most {@code most} of them. */
    synchronized byte[] rows(long from, int most) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ByteBuffer.wrap(rows).getInt(middle * ROW_BYTES) < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int end = Math.min(count, low + most);
        return Arrays.copyOfRange(rows, low * ROW_BYTES, end * ROW_BYTES);
    }

    synchronized int count() {
        return count;
    }

    /** Ballots by ballot style. */
    synchronized Map<String, Integer> styles() {
        return new TreeMap<>(styles);
    }

    /** Ballots by the hour in which they were published, ascending. */
    synchronized Map<String, Integer> hours() {
        return new TreeMap<>(hours);
    }
}
