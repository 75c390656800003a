// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import java.util.Arrays;
import org.urna.crypto.group.Entropy;

/**
 * Passphrases for key files: 16 characters of Crockford's base 32 in four groups, 80 random bits, such as
 * {@code 7K3M-V0QX-9RTB-2HNC}.
 */
public final class Passphrase {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;

    private Passphrase() {}

    /** Draws a passphrase. The caller overwrites it after use. */
    public static char[] generate(Entropy entropy) {
        char[] characters = new char[CHARACTERS];
        byte[] random = entropy.bytes(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            characters[i] = ALPHABET.charAt(random[i] & 31);
        }
        Arrays.fill(random, (byte) 0);
        return grouped(characters);
    }

    /**
     * The passphrase as {@link #generate} wrote it, if what was typed is such a one in any case, with or without hyphens
     * and spaces, with O for 0 and I or L for 1; anything else as it is. Always a new array.
     */
    public static char[] normalize(char[] typed) {
        char[] characters = new char[CHARACTERS];
        int count = 0;
        for (char c : typed) {
            if (c == '-' || c == ' ') {
                continue;
            }
            char meant = meant(c);
            if (ALPHABET.indexOf(meant) < 0 || count == CHARACTERS) {
                return typed.clone();
            }
            characters[count++] = meant;
        }
        return count == CHARACTERS ? grouped(characters) : typed.clone();
    }

    private static char meant(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }

    private static char[] grouped(char[] characters) {
        char[] grouped = new char[CHARACTERS + CHARACTERS / GROUP - 1];
        Arrays.fill(grouped, '-');
        for (int i = 0; i < CHARACTERS; i++) {
            grouped[i + i / GROUP] = characters[i];
        }
        Arrays.fill(characters, '\0');
        return grouped;
    }
}
