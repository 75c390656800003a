// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.List;

/**
 * A checkpoint whose signatures were verified.
 *
 * @param checkpoint what was signed
 * @param time when the board says that it signed, in seconds since 1970
 * @param cosignatures those of known witnesses, in the order of the note
 */
public record SignedCheckpoint(Checkpoint checkpoint, long time, List<Cosignature> cosignatures) {

    public SignedCheckpoint {
        cosignatures = List.copyOf(cosignatures);
    }

    /**
     * Says that {@code witness} saw this checkpoint at {@code time}.
     *
     * @param witness the key that signed
     * @param time in seconds since 1970, positive
     */
    public record Cosignature(NoteKey witness, long time) {}

    /** How many witnesses, told apart by name, signed: what a quorum counts. */
    public int witnesses() {
        return (int) cosignatures.stream()
                .map(cosignature -> cosignature.witness().name())
                .distinct()
                .count();
    }
}
