// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;

/**
 * Names an election: 128 random bits, written as 32 lower-case hexadecimal digits.
 *
 * @param hex the published form
 */
public record ElectionId(String hex) {

    private static final int BYTES = 16;

    /** Checks the form; see {@link #parse} for text from outside. */
    public ElectionId {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("an election id is 32 lower-case hexadecimal digits");
        }
    }

    /** A new name. */
    public static ElectionId random(Entropy entropy) {
        byte[] bytes = new byte[BYTES];
        entropy.fill(bytes);
        return new ElectionId(Hex.encode(bytes));
    }

    /**
     * Reads the published form.
     *
     * @throws MalformedException unless {@code hex} is 32 lower-case hexadecimal digits
     */
    public static ElectionId parse(String hex) throws MalformedException {
        if (!isHex(hex)) {
            throw new MalformedException("election id is not 32 lower-case hexadecimal digits");
        }
        return new ElectionId(hex);
    }

    /** The 16 bytes that go into hashes. */
    public byte[] bytes() {
        try {
            return Hex.decode(hex);
        } catch (MalformedException e) {
            throw new AssertionError("checked when made", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }

    private static boolean isHex(String hex) {
        return hex.length() == 2 * BYTES && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
