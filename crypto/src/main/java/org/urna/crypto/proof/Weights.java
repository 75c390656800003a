// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.security.MessageDigest;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Sha256;

/**
 * Random factors of equations, one after another. They come from a seed of 256 bits by {@code SHA-256(seed || counter)}, because the
 * platform's generator takes longer for all of them than the sums that they are for.
 */
final class Weights {

    private static final int BYTES = 16;
    private static final int BLOCK = Sha256.BYTES / BYTES;

    private final byte[] input = new byte[Sha256.BYTES + Long.BYTES];
    private final MessageDigest digest = Sha256.digest();
    private byte[] block = {};
    private long taken;

    /** Begins with a fresh seed. */
    Weights(Entropy entropy) {
        System.arraycopy(entropy.bytes(Sha256.BYTES), 0, input, 0, Sha256.BYTES);
        if (isZero(input)) {
            throw new IllegalStateException("a seed of zero: the random generator has failed");
        }
    }

    private static boolean isZero(byte[] bytes) {
        int any = 0;
        for (byte each : bytes) {
            any |= each;
        }
        return any == 0;
    }

    /** The next one: 128 bits, never zero. */
    Scalar next() {
        int place = (int) (taken % BLOCK);
        if (place == 0) {
            long counter = taken / BLOCK;
            for (int i = 0; i < Long.BYTES; i++) {
                input[Sha256.BYTES + i] = (byte) (counter >>> (56 - 8 * i));
            }
            block = digest.digest(input);
        }
        taken++;
        Scalar weight = Scalar.ofHalf(block, place * BYTES);
        return weight.isZero() ? next() : weight;
    }
}
