// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.Locale;
import org.urna.crypto.MalformedException;

/**
 * A ballot's tracker: the first 125 bits of its hash, written {@code T-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX} in Crockford base 32.
 *
 * <p>With its {@code T} and 25 characters it cannot be taken for a voting code, which has 20.
 *
 * @param symbols the 25 characters, upper case
 */
public record Tracker(String symbols) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 25;
    private static final int GROUP = 5;
    private static final int BITS = 5;

    /** Checks the form; see {@link #parse} for text from outside. */
    public Tracker {
        if (symbols.length() != LENGTH || !symbols.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a tracker has 25 characters of Crockford base 32");
        }
    }

    /** The tracker of the ballot with this hash. */
    public static Tracker of(Hash ballot) {
        byte[] bytes = ballot.bytes();
        StringBuilder symbols = new StringBuilder(LENGTH);
        int held = 0;
        int rest = 0;
        for (int i = 0; symbols.length() < LENGTH; i++) {
            rest = rest << 8 | (bytes[i] & 0xff);
            for (held += 8; held >= BITS && symbols.length() < LENGTH; held -= BITS) {
                symbols.append(ALPHABET.charAt(rest >> (held - BITS) & 31));
            }
            rest &= (1 << held) - 1;
        }
        return new Tracker(symbols.toString());
    }

    /**
     * Reads a tracker as people write it: case does not matter, nor do spaces and hyphens, nor O for 0 and I or L for 1.
     *
     * @throws MalformedException unless what is left is T and 25 characters of Crockford base 32
     */
    public static Tracker parse(String text) throws MalformedException {
        if (text.length() > 100) {
            throw new MalformedException("tracker too long");
        }
        String symbols = text.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (symbols.length() != LENGTH + 1 || symbols.charAt(0) != 'T') {
            throw new MalformedException("tracker is not T and 25 characters");
        }
        if (!symbols.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            throw new MalformedException("tracker has a character that no tracker has");
        }
        return new Tracker(symbols.substring(1));
    }

    /** Whether this is the tracker of the ballot with this hash. */
    public boolean matches(Hash ballot) {
        return equals(of(ballot));
    }

    /** The published form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("T");
        for (int i = 0; i < LENGTH; i += GROUP) {
            text.append('-').append(symbols, i, i + GROUP);
        }
        return text.toString();
    }
}
