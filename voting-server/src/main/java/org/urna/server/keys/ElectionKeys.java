// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.log.NoteSigningKey;

/**
 * The server's keys of one election.
 *
 * @param board signs checkpoints by Ed25519
 * @param cosigner signs checkpoints by ML-DSA-44
 * @param receipt signs receipts (P-256, for ES256)
 * @param registrar signs credentials in mode server (P-256, for ES256)
 * @param sealing encrypts what must not be read from a dump of the database
 */
public record ElectionKeys(
        NoteSigningKey board,
        NoteSigningKey cosigner,
        SecretScalar receipt,
        SecretScalar registrar,
        SealingKey sealing) {

    @Override
    public String toString() {
        return "ElectionKeys[hidden]";
    }
}
