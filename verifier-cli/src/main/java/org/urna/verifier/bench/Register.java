// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.work.Work;

/** The public credentials of a measured election, in the ascending order in which they are published: 72 bytes of memory each. */
final class Register {

    static final String STYLE = "all";

    /** As in the leadership ballot of 2020: 490,731 of 784,151 voted. */
    private static final double TURNOUT = 490_731.0 / 784_151.0;

    private static final int PART = 1024;

    /** So many bits of a key beside a member's number of 24 bits. */
    private static final int PREFIX_SHIFT = 24;

    private final byte[] keys;
    private final long[] order;

    private Register(byte[] keys, long[] order) {
        this.keys = keys;
        this.order = order;
    }

    /** How many may vote where so many do. */
    static int size(int ballots) {
        return (int) Math.ceil(ballots / TURNOUT);
    }

    /** The credentials of the synthetic voters of {@code seed}; the first of them vote. */
    static Register of(long seed, int size, Work work) {
        if (size >= 1 << PREFIX_SHIFT) {
            throw new IllegalArgumentException("at most 16 million credentials");
        }
        Progression credentials = SyntheticVoters.credentials(seed);
        byte[] keys = new byte[Math.multiplyExact(size, Point.BYTES)];
        work.each("credentials", size, PART, (from, to) -> {
            Progression.Run run = credentials.from(from);
            List<Point> points = new ArrayList<>();
            for (int i = from; i < to; i++) {
                points.add(run.next().point());
            }
            Point.normalize(points);
            for (int i = from; i < to; i++) {
                System.arraycopy(points.get(i - from).encode(), 0, keys, i * Point.BYTES, Point.BYTES);
            }
        });
        return new Register(keys, sorted(keys, size));
    }

    /** Members' numbers by key: sorted by its first bits, and neighbours that share those by all of it. */
    private static long[] sorted(byte[] keys, int size) {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            long prefix = 0;
            for (int b = 0; b < 5; b++) {
                prefix = prefix << 8 | (keys[i * Point.BYTES + b] & 0xff);
            }
            order[i] = (prefix << PREFIX_SHIFT | i) ^ Long.MIN_VALUE; // whose order with sign is that without
        }
        Arrays.parallelSort(order);
        for (int i = 1; i < size; i++) {
            for (int j = i; j > 0 && compare(keys, order[j - 1], order[j]) > 0; j--) {
                long later = order[j];
                order[j] = order[j - 1];
                order[j - 1] = later;
            }
        }
        return order;
    }

    private static int member(long sorted) {
        return (int) (sorted & ((1 << PREFIX_SHIFT) - 1));
    }

    private static int compare(byte[] keys, long one, long other) {
        int a = member(one) * Point.BYTES;
        int b = member(other) * Point.BYTES;
        return Arrays.compareUnsigned(keys, a, a + Point.BYTES, keys, b, b + Point.BYTES);
    }

    /** Writes the list as it is published. */
    void writeTo(OutputStream out) throws IOException {
        for (long each : order) {
            int at = member(each) * Point.BYTES;
            try {
                Point credential = Point.decode(Arrays.copyOfRange(keys, at, at + Point.BYTES));
                out.write(new CredentialLine(credential, STYLE, 1).write());
                out.write('\n');
            } catch (MalformedException e) {
                throw new IllegalStateException("a credential of this program is a point", e);
            }
        }
    }
}
