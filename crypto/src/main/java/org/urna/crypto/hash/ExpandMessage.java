// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import java.security.MessageDigest;
import java.util.Arrays;

/** {@code expand_message_xmd} with SHA-256 (RFC 9380 §5.3.1). */
final class ExpandMessage {

    /** A block of the hash function's input. */
    private static final byte[] ZERO_BLOCK = new byte[64];

    private static final int MAX_BYTES = 255 * Sha256.BYTES;

    private ExpandMessage() {}

    /**
     * {@code length} bytes that look uniform.
     *
     * @param tag the domain separation tag, 1 to 255 bytes
     * @param length from 1 to 8,160
     */
    static byte[] expand(byte[] message, byte[] tag, int length) {
        if (tag.length == 0 || tag.length > 255) {
            throw new IllegalArgumentException("domain separation tag is 1 to 255 bytes");
        }
        if (length <= 0 || length > MAX_BYTES) {
            throw new IllegalArgumentException("1 to 8160 bytes can be asked for");
        }
        byte[] tagPrime = withLength(tag);
        MessageDigest digest = Sha256.digest();
        digest.update(ZERO_BLOCK);
        digest.update(message);
        digest.update(new byte[] {(byte) (length >>> 8), (byte) length, 0});
        byte[] b0 = digest.digest(tagPrime);
        byte[] uniform = new byte[length];
        byte[] block = new byte[Sha256.BYTES];
        for (int i = 1, done = 0; done < length; i++, done += Sha256.BYTES) {
            for (int j = 0; j < block.length; j++) {
                block[j] ^= b0[j];
            }
            digest.update(block);
            digest.update((byte) i);
            block = digest.digest(tagPrime);
            System.arraycopy(block, 0, uniform, done, Math.min(Sha256.BYTES, length - done));
        }
        return uniform;
    }

    private static byte[] withLength(byte[] tag) {
        byte[] prime = Arrays.copyOf(tag, tag.length + 1);
        prime[tag.length] = (byte) tag.length;
        return prime;
    }
}
