// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/**
 * Makes the secret random scalars inside proofs. They hash the secret and the statement together with fresh randomness: a
 * generator that repeats itself or can be guessed does not give the secret away, and neither does a computation that is
 * disturbed and run again.
 */
public final class Nonces {

    private static final int FRESH_BYTES = 32;

    private Nonces() {}

    /**
     * {@code Hs("nonce"; secret, 32 fresh random bytes, tag, statement)}.
     *
     * @param secret the witness of the proof
     * @param statement what the proof binds, without its commitments
     */
    public static SecretScalar draw(SecretScalar secret, Transcript statement, Entropy entropy) {
        return Transcript.of("nonce")
                .secret(secret)
                .bytes(entropy.bytes(FRESH_BYTES))
                .text(statement.tag())
                .bytes(statement.encoding())
                .toSecretScalar();
    }
}
