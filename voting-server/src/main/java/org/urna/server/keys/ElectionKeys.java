// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;

/**
 * The server's keys of one election.
 *
 * @param board signs checkpoints by Ed25519
 * @param cosigner signs checkpoints by ML-DSA-44
 * @param receipt signs receipts by ES256
 * @param registrar signs credentials by ES256 in mode server
 * @param sealing encrypts what must not be read from a dump of the database
 */
public record ElectionKeys(
        NoteSigningKey board, NoteSigningKey cosigner, SigningKey receipt, SigningKey registrar, SealingKey sealing) {

    /**
     * New keys, stored nowhere.
     *
     * @param origin the name of the board
     * @throws IllegalArgumentException if the origin cannot be the name of a key
     */
    public static ElectionKeys random(String origin, Entropy entropy) {
        return new ElectionKeys(
                NoteSigningKey.generate(origin, SignatureType.ED25519, entropy),
                NoteSigningKey.generate(origin, SignatureType.ML_DSA_44_COSIGNATURE, entropy),
                SigningKey.generate(entropy),
                SigningKey.generate(entropy),
                SealingKey.random(entropy));
    }

    @Override
    public String toString() {
        return "ElectionKeys[hidden]";
    }
}
