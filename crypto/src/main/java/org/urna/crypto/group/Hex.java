// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.util.HexFormat;
import org.urna.crypto.MalformedException;

/** Hexadecimal as published: lower case only. */
public final class Hex {

    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    public static String encode(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedException unless {@code text} is pairs of the characters 0-9 and a-f
     */
    public static byte[] decode(String text) throws MalformedException {
        if (text.length() % 2 != 0) {
            throw new MalformedException("hexadecimal has an odd length");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new MalformedException("hexadecimal has a character outside 0-9 and a-f");
            }
        }
        return FORMAT.parseHex(text);
    }
}
