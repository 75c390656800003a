// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** Verifies one signature of each type. */
final class NoteSignatures {

    private NoteSignatures() {}

    /** The time in the signature, 0 for a type without; empty if it does not hold or has no positive time. */
    static OptionalLong verify(NoteKey key, Checkpoint checkpoint, NoteSignature line) {
        byte[] bytes = line.signature();
        if (bytes.length != key.type().signatureBytes()) {
            return OptionalLong.empty();
        }
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        long time = key.type().isTimestamped() ? parts.getLong() : 0;
        if (key.type().isTimestamped() && time <= 0) {
            return OptionalLong.empty();
        }
        byte[] signature = new byte[parts.remaining()];
        parts.get(signature);
        boolean holds = verify(key, SignedMessage.of(key, checkpoint, time), signature);
        return holds ? OptionalLong.of(time) : OptionalLong.empty();
    }

    /** Whether the bare signature, without a time, holds over {@code message}. */
    static boolean verify(NoteKey key, byte[] message, byte[] signature) {
        Signer verifier = verifier(key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    private static Signer verifier(NoteKey key) {
        if (key.type() == SignatureType.ML_DSA_44_COSIGNATURE) {
            Signer verifier = new MLDSASigner();
            verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, key.key()));
            return verifier;
        }
        Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(key.key(), 0));
        return verifier;
    }
}
