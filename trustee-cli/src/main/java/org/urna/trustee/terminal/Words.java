// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.Hash;

/**
 * Thumbprints as words that can be read out (proquints, arXiv 0901.4016: 16 bits a word, consonants and vowels by turns). The server's pages say
 * the same words, so that a trustee and the ballot office can compare them over the telephone.
 */
public final class Words {

    /** Words said: 96 bits, so that nobody finds another key of the same words. */
    private static final int COUNT = 6;

    private static final String CONSONANTS = "bdfghjklmnprstvz";
    private static final String VOWELS = "aiou";

    private Words() {}

    /**
     * The words of a thumbprint, separated by spaces.
     *
     * @param thumbprint base64url of 32 bytes
     */
    public static String of(String thumbprint) throws MalformedException {
        return of(Base64Url.decode(thumbprint));
    }

    /** The words of a hash. */
    public static String of(Hash hash) {
        return of(hash.bytes());
    }

    private static String of(byte[] bytes) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            int bits = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
            words.append(i == 0 ? "" : " ")
                    .append(CONSONANTS.charAt(bits >> 12 & 15))
                    .append(VOWELS.charAt(bits >> 10 & 3))
                    .append(CONSONANTS.charAt(bits >> 6 & 15))
                    .append(VOWELS.charAt(bits >> 4 & 3))
                    .append(CONSONANTS.charAt(bits & 15));
        }
        return words.toString();
    }
}
