// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/**
 * Finds {@code m} in {@code m*G} for {@code m} from 0 to a bound, by baby steps and giant steps, to read decrypted totals. For
 * public data only.
 *
 * <p>The table holds one {@code long} per multiple of the base point: bits of its first coordinate and the multiple. Because
 * {@code m*G} and {@code -m*G} share that coordinate, each giant step covers {@code 2*steps + 1} values. At most 8 MiB; with the
 * largest bound a search takes up to 2^17 additions. Immutable after construction and safe for concurrent use.
 */
public final class DiscreteLog {

    /** The largest bound: total weight times votes per option in one contest (§4). */
    public static final long MAX = 1L << 36;

    private static final int MAX_STEPS = 1 << 18;
    private static final int INDEX_BITS = 20;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;
    private static final int FIRST_BATCH = 8;
    private static final int LAST_BATCH = 1024;

    private final long max;
    private final int steps;
    private final long[] table;
    private final Point giantStep;

    private DiscreteLog(long max) {
        this.max = max;
        this.steps = (int) Math.min(MAX_STEPS, (long) Math.ceil(Math.sqrt((double) max)) + 1);
        this.table = new long[Integer.highestOneBit(steps) * 4];
        this.giantStep = Point.G.times(Scalar.of(2L * steps + 1));
        fillTable();
    }

    /**
     * A table for values from 0 to {@code max}.
     *
     * @throws IllegalArgumentException if {@code max} is negative or above {@link #MAX}
     */
    public static DiscreteLog upTo(long max) {
        if (max < 0 || max > MAX) {
            throw new IllegalArgumentException("the bound lies between 0 and 2^36");
        }
        return new DiscreteLog(max);
    }

    /** The largest value found. */
    public long max() {
        return max;
    }

    /** The {@code m} from 0 to {@link #max()} with {@code m*G = point}, if there is one. */
    public OptionalLong find(Point point) {
        // Step k looks for m within `steps` of centre(k); its point is point - centre(k)*G.
        Point shifted = point.minus(Point.G.times(Scalar.of(steps)));
        int batch = FIRST_BATCH;
        for (long centre = steps; centre - steps <= max; ) {
            List<Point> walk = new ArrayList<>(batch);
            for (int i = 0; i < batch; i++) {
                walk.add(shifted);
                shifted = shifted.minus(giantStep);
            }
            Point.normalize(walk);
            for (Point each : walk) {
                OptionalLong found = near(point, each, centre);
                if (found.isPresent()) {
                    return found;
                }
                centre += 2L * steps + 1;
            }
            batch = Math.min(2 * batch, LAST_BATCH);
        }
        return OptionalLong.empty();
    }

    private OptionalLong near(Point point, Point shifted, long centre) {
        if (shifted.isInfinity()) {
            return inRange(centre);
        }
        long key = shifted.x().longValue();
        for (int slot = slot(key); table[slot] != 0; slot = next(slot)) {
            if (((table[slot] ^ key) & ~INDEX_MASK) == 0) {
                long distance = table[slot] & INDEX_MASK;
                for (long value : new long[] {centre + distance, centre - distance}) {
                    // Only 44 bits were compared, and no sign.
                    if (inRange(value).isPresent()
                            && Point.G.times(Scalar.of(value)).equals(point)) {
                        return inRange(value);
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong inRange(long value) {
        return value >= 0 && value <= max ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private void fillTable() {
        Point multiple = Point.INFINITY;
        for (int first = 1; first <= steps; first += LAST_BATCH) {
            List<Point> batch = new ArrayList<>(LAST_BATCH);
            for (int i = first; i < first + LAST_BATCH && i <= steps; i++) {
                multiple = multiple.plus(Point.G);
                batch.add(multiple);
            }
            Point.normalize(batch);
            for (int i = 0; i < batch.size(); i++) {
                insert(batch.get(i).x().longValue(), first + i);
            }
        }
    }

    private void insert(long key, long index) {
        int slot = slot(key);
        while (table[slot] != 0) {
            slot = next(slot);
        }
        table[slot] = (key & ~INDEX_MASK) | index;
    }

    private int slot(long key) {
        return (int) key & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }
}
