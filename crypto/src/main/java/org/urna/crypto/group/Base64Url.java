// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.util.Base64;
import org.urna.crypto.MalformedException;

/** Base64url without padding (RFC 4648 §5), one text per byte string. */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedException unless {@code text} is base64url without padding and without spare bits set
     */
    public static byte[] decode(String text) throws MalformedException {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("text is not base64url");
        }
        if (!encode(bytes).equals(text)) {
            throw new MalformedException("base64url is padded or has spare bits set");
        }
        return bytes;
    }
}
