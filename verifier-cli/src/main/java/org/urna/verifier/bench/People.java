// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.List;
import java.util.stream.Stream;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.DecryptionKey;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;

/**
 * Everyone with a key of their own in a measured election but the voters. A seed makes the keys, so they protect nothing.
 *
 * @param decryption keys to which shares are sealed, by trustee
 */
record People(
        NoteSigningKey board,
        NoteSigningKey cosigner,
        SigningKey receipts,
        SigningKey registrar,
        List<SigningKey> officers,
        List<SigningKey> trustees,
        List<DecryptionKey> decryption) {

    static final String ORIGIN = "bench.example/e/1";
    static final int TRUSTEES = 5;
    static final int THRESHOLD = 3;
    private static final int OFFICERS = 2;

    static People of(Entropy entropy) {
        return new People(
                NoteSigningKey.generate(ORIGIN, SignatureType.ED25519, entropy),
                NoteSigningKey.generate(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE, entropy),
                SigningKey.generate(entropy),
                SigningKey.generate(entropy),
                keys(OFFICERS, entropy),
                keys(TRUSTEES, entropy),
                Stream.generate(() -> DecryptionKey.generate(entropy))
                        .limit(TRUSTEES)
                        .toList());
    }

    private static List<SigningKey> keys(int count, Entropy entropy) {
        return Stream.generate(() -> SigningKey.generate(entropy)).limit(count).toList();
    }

    CheckpointSigner signer() {
        return new CheckpointSigner(board, cosigner);
    }
}
