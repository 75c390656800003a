// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Hash;

/**
 * What the caller knows of the election from elsewhere. Without any of the first three a board shows that it agrees with itself, and not
 * which election it is.
 *
 * @param boardKey the key that signs the board
 * @param fingerprints SHA-256 of the {@code setup} entry or of the first {@code manifest} entry
 * @param receipts compact JWS as voters got them
 * @param trustees thumbprint of the signing key by trustee's name
 */
public record Anchors(
        Optional<NoteKey> boardKey, List<Hash> fingerprints, List<String> receipts, Map<String, String> trustees) {

    /** Nothing known. */
    public static final Anchors NONE = new Anchors(Optional.empty(), List.of(), List.of(), Map.of());

    public Anchors {
        fingerprints = List.copyOf(fingerprints);
        receipts = List.copyOf(receipts);
        trustees = Map.copyOf(trustees);
    }

    /** Only a key of the board. */
    public static Anchors ofBoardKey(NoteKey key) {
        return new Anchors(Optional.of(key), List.of(), List.of(), Map.of());
    }

    /** Only a fingerprint. */
    public static Anchors ofFingerprint(Hash fingerprint) {
        return new Anchors(Optional.empty(), List.of(fingerprint), List.of(), Map.of());
    }
}
