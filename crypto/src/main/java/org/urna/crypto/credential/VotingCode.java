// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.credential;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

/**
 * A voter's code: 19 random characters of Crockford's base 32 (95 bits) and a check character, by which every single wrong
 * character and every exchange of two is noticed ({@code docs/protocol.md} §5). It is a secret and does not print.
 */
public final class VotingCode {

    /** Characters in a code, the check character included. */
    public static final int LENGTH = 20;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 4;

    /** {@code x^5 + x^2 + 1} as bits. */
    private static final int MODULUS = 0b100101;

    private final String characters;

    private VotingCode(String characters) {
        this.characters = characters;
    }

    /** A new code. */
    public static VotingCode random(Entropy entropy) {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (byte random : entropy.bytes(LENGTH - 1)) {
            characters.append(ALPHABET.charAt(random & 31));
        }
        // Multiplying the sum so far by alpha^(31-19) divides it by alpha^19, and addition is its own inverse.
        int check = sum(characters);
        for (int i = LENGTH - 1; i < 31; i++) {
            check = timesAlpha(check);
        }
        return new VotingCode(characters.append(ALPHABET.charAt(check)).toString());
    }

    /**
     * Reads a code as people type it: upper or lower case, with spaces and dashes anywhere or none, the letter O for the digit 0,
     * and I or L for 1.
     *
     * @throws MalformedException if it has another length or character, or the check character does not match
     */
    public static VotingCode parse(String text) throws MalformedException {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            char normal = normal(c);
            if (ALPHABET.indexOf(normal) < 0) {
                throw new MalformedException("voting code has a character that codes do not have");
            }
            if (characters.length() == LENGTH) {
                throw new MalformedException("voting code has more than 20 characters");
            }
            characters.append(normal);
        }
        if (characters.length() < LENGTH) {
            throw new MalformedException("voting code has fewer than 20 characters");
        }
        if (sum(characters) != 0) {
            throw new MalformedException("voting code has a wrong character");
        }
        return new VotingCode(characters.toString());
    }

    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static char normal(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }

    /** {@code Σ alpha^i * d_i} in GF(32), by Horner's rule from the last character. */
    private static int sum(CharSequence characters) {
        int sum = 0;
        for (int i = characters.length() - 1; i >= 0; i--) {
            sum = timesAlpha(sum) ^ ALPHABET.indexOf(characters.charAt(i));
        }
        return sum;
    }

    private static int timesAlpha(int element) {
        int shifted = element << 1;
        return shifted ^ (MODULUS & -(shifted >>> 5));
    }

    /** As printed for the voter: {@code XXXX-XXXX-XXXX-XXXX-XXXX}. */
    public String display() {
        StringBuilder groups = new StringBuilder(characters);
        for (int i = LENGTH - GROUP; i > 0; i -= GROUP) {
            groups.insert(i, '-');
        }
        return groups.toString();
    }

    /** The 19 characters without the check character: what the credential is derived from. */
    char[] secretCharacters() {
        return characters.substring(0, LENGTH - 1).toCharArray();
    }

    @Override
    public String toString() {
        return "VotingCode[hidden]";
    }
}
