// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;

/**
 * A state of the board that was seen.
 *
 * @param note as it was signed
 * @param checkpoint what it says
 */
record Seen(Note note, Checkpoint checkpoint) {

    /** @throws MalformedException if the note is not a checkpoint */
    static Seen of(Note note) throws MalformedException {
        return new Seen(note, Checkpoint.parse(note.text()));
    }

    long size() {
        return checkpoint.size();
    }

    boolean contradicts(Checkpoint other) {
        return other.size() == size() && !other.root().equals(checkpoint.root());
    }
}
