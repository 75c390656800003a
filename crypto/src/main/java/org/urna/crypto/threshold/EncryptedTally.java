// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.List;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;

/**
 * The sums of one contest, or of one section of it: what is decrypted, and nothing else ever is.
 *
 * @param election fingerprint {@code E} of the set-up
 * @param contest manifest id
 * @param section manifest id, empty where the contest is not divided
 * @param ciphertexts options in manifest order, then the blank where there is one
 */
public record EncryptedTally(Hash election, String contest, String section, List<Ciphertext> ciphertexts) {

    /** @throws IllegalArgumentException if there is no ciphertext or an alpha or beta is infinity, which has no encoding */
    public EncryptedTally {
        ciphertexts = List.copyOf(ciphertexts);
        if (ciphertexts.isEmpty() || !ciphertexts.stream().allMatch(Ciphertext::isFinite)) {
            throw new IllegalArgumentException("a tally is a list of finite ciphertexts");
        }
    }

    /** The beginning {@code E, contest, section} of challenges. */
    Transcript transcript(String tag) {
        return Transcript.of(tag).bytes(election.bytes()).text(contest).text(section);
    }
}
