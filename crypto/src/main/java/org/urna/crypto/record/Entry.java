// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * One entry of the board (docs/protocol.md §3 and §12.2).
 *
 * <p>Immutable. Having one means that its form is right, not that anything it says is true.
 */
public sealed interface Entry
        permits ManifestEntry,
                MessageEntry,
                DecisionEntry,
                OpenEntry,
                CloseEntry,
                BallotEntry,
                TallyEntry,
                ResultEntry,
                FinalEntry {

    /** The most bytes of an entry. */
    int MAX_BYTES = Json.MAX_ENTRY;

    /** What it is. */
    EntryType type();

    /** When the server appended it, a whole minute. */
    Instant time();

    /**
     * The exact bytes of its last member's value: what is signed or hashed on its own.
     *
     * <p>For {@code open}, and a {@code close} at the deadline, that is the string {@code "E"} with its quotes.
     */
    byte[] signedBytes();

    /** The exact bytes of the whole. */
    default byte[] write() {
        return Json.write(EntryForm.FORM, this);
    }

    /** SHA-256 of the whole, without the log's leaf prefix: {@code M} of a manifest, {@code E} of a {@code setup}. */
    default Hash hash() {
        return Hash.sha256(write());
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    static Entry read(byte[] bytes) throws MalformedException {
        return Json.read(EntryForm.FORM, bytes);
    }
}
