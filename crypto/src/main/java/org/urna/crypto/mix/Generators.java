// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.work.Work;

/**
 * The generators {@code h = Hp("shuffle-generator"; 0)} and {@code h_i = Hp("shuffle-generator"; i)} of the shuffle's commitments.
 * They are always computed, never read from anywhere: whoever knew a relation between them could exchange ballots unseen. Those
 * computed once are kept for as long as the program runs, 64 bytes each.
 */
public final class Generators {

    private static final String TAG = "shuffle-generator";
    private static final int PART = 512;

    private static byte[] known = new byte[0];

    private final byte[] bytes;

    private Generators(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@code h} and {@code h_1 … h_n}. */
    public static Generators upTo(int n, Work work) {
        synchronized (Generators.class) {
            int from = known.length / Point.BYTES;
            if (from <= n) {
                byte[] more = Arrays.copyOf(known, Math.multiplyExact(n + 1, Point.BYTES));
                work.each("generators", n + 1 - from, PART, (begin, end) -> {
                    List<Point> points = new ArrayList<>();
                    for (int i = from + begin; i < from + end; i++) {
                        points.add(Transcript.of(TAG).integer(i).toPoint());
                    }
                    Points.writeAll(points, more, from + begin);
                });
                known = more;
            }
            return new Generators(known);
        }
    }

    /** Other generators: for tests of what a verifier that took them from a file would accept. */
    static Generators planted(List<Point> points) {
        byte[] bytes = new byte[points.size() * Point.BYTES];
        Points.writeAll(points, bytes, 0);
        return new Generators(bytes);
    }

    /** The generator {@code h} that the chain of commitments begins with. */
    public Point h() {
        return get(0);
    }

    /** {@code h_i}, from 1. */
    public Point get(int i) {
        return Points.read(bytes, i);
    }
}
