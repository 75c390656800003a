// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** {@code expand_message_xmd} with SHA-256 (RFC 9380 §5.3.1). */
final class ExpandMessage {

    private static final int BLOCK_BYTES = 64;
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
        byte[] lengthBytes = {(byte) (length >>> 8), (byte) length};
        byte[] b0 = Sha256.hash(new byte[BLOCK_BYTES], message, lengthBytes, new byte[1], tagPrime);
        byte[] block = new byte[Sha256.BYTES];
        ByteArrayOutputStream uniform = new ByteArrayOutputStream(length);
        for (int i = 1; uniform.size() < length; i++) {
            MessageDigest digest = Sha256.digest();
            for (int j = 0; j < block.length; j++) {
                digest.update((byte) (b0[j] ^ block[j]));
            }
            digest.update((byte) i);
            block = digest.digest(tagPrime);
            uniform.write(block, 0, Math.min(block.length, length - uniform.size()));
        }
        return uniform.toByteArray();
    }

    private static byte[] withLength(byte[] tag) {
        byte[] prime = Arrays.copyOf(tag, tag.length + 1);
        prime[tag.length] = (byte) tag.length;
        return prime;
    }
}
