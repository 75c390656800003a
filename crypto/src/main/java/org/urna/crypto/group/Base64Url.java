// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.urna.crypto.MalformedException;

/** Base64url without padding (RFC 4648 §5), one text per byte string. */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    /** The value of each byte's character, or -1. */
    private static final byte[] VALUES = values();

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length; i++) {
            values[ALPHABET[i]] = (byte) i;
        }
        return values;
    }

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
        // A character above 0x7f becomes '?', which is not in the alphabet.
        return decode(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same for the characters of a text in ASCII. */
    public static byte[] decode(byte[] text) throws MalformedException {
        return decode(text, 0, text.length);
    }

    /** The same for {@code length} characters of {@code text}, from byte {@code begin} on. */
    public static byte[] decode(byte[] text, int begin, int length) throws MalformedException {
        int rest = length % 4;
        if (rest == 1) {
            throw new MalformedException("text is not base64url");
        }
        byte[] bytes = new byte[length / 4 * 3 + Math.max(0, rest - 1)];
        int invalid = 0;
        int to = 0;
        int end = begin + length;
        for (int from = begin; from + 4 <= end; from += 4) {
            int a = VALUES[text[from] & 0xff];
            int b = VALUES[text[from + 1] & 0xff];
            int c = VALUES[text[from + 2] & 0xff];
            int d = VALUES[text[from + 3] & 0xff];
            invalid |= a | b | c | d;
            bytes[to++] = (byte) ((a << 2) | (b >> 4));
            bytes[to++] = (byte) ((b << 4) | (c >> 2));
            bytes[to++] = (byte) ((c << 6) | d);
        }
        int spare = 0;
        if (rest > 0) {
            int a = VALUES[text[end - rest] & 0xff];
            int b = VALUES[text[end - rest + 1] & 0xff];
            int c = rest == 3 ? VALUES[text[end - 1] & 0xff] : 0;
            invalid |= a | b | c;
            bytes[to++] = (byte) ((a << 2) | (b >> 4));
            if (rest == 3) {
                bytes[to] = (byte) ((b << 4) | (c >> 2));
            }
            spare = rest == 3 ? c & 3 : b & 15;
        }
        if (invalid < 0) {
            throw new MalformedException("text is not base64url");
        }
        if (spare != 0) {
            throw new MalformedException("base64url is padded or has spare bits set");
        }
        return bytes;
    }
}
