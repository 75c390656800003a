// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.nio.ByteBuffer;
import org.urna.crypto.group.Entropy;

/** Uniform permutations. */
final class Permutation {

    private Permutation() {}

    /**
     * The numbers from 0 to {@code n - 1} in random order, each order as likely as any other (Fisher and Yates): what a mixer keeps
     * secret and forgets.
     */
    static int[] random(int n, Entropy entropy) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int other = below(i + 1, entropy);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Rejects draws from the incomplete last round of numbers, because a remainder alone would favour the small ones. */
    private static int below(int bound, Entropy entropy) {
        while (true) {
            long draw = ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong() >>> 1;
            long value = draw % bound;
            if (draw - value + (bound - 1) >= 0) {
                return (int) value;
            }
        }
    }
}
