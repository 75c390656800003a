// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * Sums of affine points by group: in each round all neighbours within a group are added in pairs, those of all groups together, so
 * that every round needs few inversions.
 *
 * <p>Say how many points each group will have with {@link #count}, then {@link #arrange}, then name them with {@link #put}.
 */
final class GroupSums {

    private final PairAdder adder;
    private final int[] sizes;
    private final int[] ends;
    private int[] codes = {};
    private long[] sums = {};
    private int groups;

    GroupSums(PairAdder adder, int maxGroups) {
        this.adder = adder;
        this.sizes = new int[maxGroups];
        this.ends = new int[maxGroups];
    }

    /** Begins anew. */
    void reset(int count) {
        groups = count;
        Arrays.fill(sizes, 0, groups, 0);
    }

    /** Announces one point of a group. */
    void count(int group) {
        sizes[group]++;
    }

    /** Ends the counting. */
    void arrange() {
        int total = 0;
        int work = groups;
        for (int g = 0; g < groups; g++) {
            ends[g] = total;
            total += sizes[g];
            work += sizes[g] > 2 ? (sizes[g] + 1) / 2 : 0;
        }
        if (codes.length < total) {
            codes = new int[total];
        }
        if (sums.length < work * Curve.AFFINE) {
            sums = new long[work * Curve.AFFINE];
        }
    }

    /** Names one of the points that were announced, by its {@linkplain PairAdder code}. */
    void put(int group, int code) {
        codes[ends[group]++] = code;
    }

    /** The sums of the groups, one after another; the array is used again and is longer than needed. */
    long[] sum(long[] points) {
        adder.between(points, sums);
        boolean more = first(points);
        adder.between(sums, sums);
        while (more) {
            more = next();
        }
        return sums;
    }

    private boolean first(long[] points) {
        int from = 0;
        int to = groups;
        for (int g = 0; g < groups; g++) {
            int size = sizes[g];
            if (size == 0) {
                Arrays.fill(sums, g * Curve.AFFINE, (g + 1) * Curve.AFFINE, 0);
            } else if (size == 1) {
                adder.copy(points, codes[from], sums, g);
                sizes[g] = 0;
            } else if (size == 2) {
                adder.add(codes[from], codes[from + 1], g);
                sizes[g] = 0;
            } else {
                for (int i = 0; i + 1 < size; i += 2) {
                    adder.add(codes[from + i], codes[from + i + 1], to++);
                }
                if (size % 2 == 1) {
                    adder.move(codes[from + size - 1], to++);
                }
                sizes[g] = (size + 1) / 2;
            }
            from += size;
        }
        adder.flush();
        return to > groups;
    }

    /** In place: sums are written at or before the first of the two points that they are of. */
    private boolean next() {
        int from = groups;
        int to = groups;
        for (int g = 0; g < groups; g++) {
            int size = sizes[g];
            if (size == 2) {
                adder.add(2 * from, 2 * (from + 1), g);
                sizes[g] = 0;
            } else if (size > 2) {
                for (int i = 0; i + 1 < size; i += 2) {
                    adder.add(2 * (from + i), 2 * (from + i + 1), to++);
                }
                if (size % 2 == 1) {
                    adder.move(2 * (from + size - 1), to++);
                }
                sizes[g] = (size + 1) / 2;
            }
            from += size;
        }
        adder.flush();
        return to > groups;
    }
}
