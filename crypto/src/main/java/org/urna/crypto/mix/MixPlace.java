// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.security.MessageDigest;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;
import org.urna.crypto.work.Work;

/**
 * Where in an election a shuffle stands; no proof holds anywhere but there. The hashes of {@code docs/protocol.md} §6 that a shuffle
 * needs are here, once for prover and verifier.
 *
 * @param election {@code E}
 * @param contest manifest id
 * @param section manifest id, empty where the contest is mixed undivided
 * @param step from 1
 * @param trustee the mixer's index in the manifest, from 1
 * @param key the election's key {@code Y}
 */
public record MixPlace(Hash election, String contest, String section, int step, int trustee, Point key) {

    /** Length in bytes of a weight {@code u_i}. */
    static final int WEIGHT_BYTES = 16;

    private static final int PART = 2048;

    /** {@code u_1 … u_N}, 16 bytes each. */
    byte[] weights(Ciphertexts input, Ciphertexts output, byte[] commitments, Work work) {
        byte[] d1 = Sha256.hash(input.shared(), output.shared(), commitments);
        Transcript front = transcript("shuffle-weights", input).bytes(d1);
        byte[] weights = new byte[input.size() * WEIGHT_BYTES];
        work.each("weights", input.size(), PART, (from, to) -> {
            for (int i = from; i < to; i++) {
                byte[] hash = front.integer(i + 1L).toScalar().encode(); // of which the low 128 bits are taken
                System.arraycopy(hash, hash.length - WEIGHT_BYTES, weights, i * WEIGHT_BYTES, WEIGHT_BYTES);
            }
        });
        return weights;
    }

    /** The weight with this index from 0. */
    static Scalar weight(byte[] weights, int i) {
        return Scalar.ofHalf(weights, i * WEIGHT_BYTES);
    }

    /** What the challenge binds before the commitments {@code t}. */
    Transcript statement(Ciphertexts input, Ciphertexts output, byte[] commitments, byte[] chain) {
        byte[] d2 = Sha256.hash(input.shared(), output.shared(), commitments, chain);
        return transcript("shuffle", input).bytes(d2);
    }

    /**
     * The challenge.
     *
     * @param few {@code t_1 ‖ t_2 ‖ t_3 ‖ t_4,1 ‖ …}
     * @param many {@code t̂_1 ‖ … ‖ t̂_N}
     */
    static Scalar challenge(Transcript statement, byte[] few, byte[] many) {
        MessageDigest digest = Sha256.digest();
        digest.update(few);
        digest.update(many);
        return statement.bytes(digest.digest()).toScalar();
    }

    private Transcript transcript(String tag, Ciphertexts input) {
        return Transcript.of(tag)
                .bytes(election.bytes())
                .text(contest)
                .text(section)
                .integer(step)
                .integer(trustee)
                .point(key)
                .integer(input.size())
                .integer(input.width());
    }
}
