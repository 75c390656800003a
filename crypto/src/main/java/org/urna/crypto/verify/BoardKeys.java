// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Manifest;

/** The keys that a manifest names for checkpoints. */
final class BoardKeys {

    private BoardKeys() {}

    /** Verifies the board's two signatures and passes over all others. */
    static CheckpointVerifier verifier(Manifest manifest) throws MalformedException {
        return verifier(manifest, List.of());
    }

    /** Verifies the witnesses' signatures too. */
    static CheckpointVerifier witnessed(Manifest manifest) throws MalformedException {
        List<NoteKey> witnesses = new ArrayList<>();
        for (Manifest.Witness witness : manifest.witnesses()) {
            witnesses.add(NoteKey.parse(witness.key()));
        }
        return verifier(manifest, witnesses);
    }

    private static CheckpointVerifier verifier(Manifest manifest, List<NoteKey> witnesses) throws MalformedException {
        return new CheckpointVerifier(
                manifest.origin(),
                NoteKey.parse(manifest.keys().board()),
                NoteKey.parse(manifest.keys().cosigner()),
                witnesses);
    }
}
