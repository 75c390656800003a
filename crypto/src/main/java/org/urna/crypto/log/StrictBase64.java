// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.Base64;
import org.urna.crypto.MalformedException;

/** Base64 with padding (RFC 4648 §4), as notes use it, where every byte string has exactly one writing. */
final class StrictBase64 {

    private StrictBase64() {}

    static byte[] decode(String text) throws MalformedException {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not base64");
        }
        // The decoder of the platform accepts missing padding and spare bits that are not zero.
        if (!encode(decoded).equals(text)) {
            throw new MalformedException("base64 is not in its one canonical form");
        }
        return decoded;
    }

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
