// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.Note;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Reason;

/** Appends entries with the signatures that they need, at a time that its owner moves on. */
final class Chronicle {

    private final BoardFolder folder;
    private final People people;
    private Instant time;
    private long sequence;
    private @Nullable Hash election;

    Chronicle(BoardFolder folder, People people, Instant begin) {
        this.folder = folder;
        this.people = people;
        this.time = begin;
    }

    BoardFolder folder() {
        return folder;
    }

    Instant time() {
        return time;
    }

    void moveTo(Instant later) {
        time = later;
    }

    /** From now on decisions refer to the set-up. */
    void seal(Hash fingerprint) {
        election = fingerprint;
    }

    /** Appends an entry; returns its bytes. */
    @CanIgnoreReturnValue
    byte[] append(Entry entry) throws IOException {
        byte[] bytes = entry.write();
        folder.append(bytes);
        return bytes;
    }

    @CanIgnoreReturnValue
    byte[] message(SigningKey key, Message message) throws IOException {
        return append(new MessageEntry(time, DetachedJws.sign(key, message.signatureType(), message.write()), message));
    }

    /**
     * Appends what two officers decide.
     *
     * @param manifest what a decision before the seal refers to
     */
    @CanIgnoreReturnValue
    byte[] decide(Hash manifest, Action action) throws IOException {
        Hash sealed = election;
        Decision decision = new Decision(
                sealed == null ? Decision.Anchor.M : Decision.Anchor.E,
                sealed == null ? manifest : sealed,
                action,
                ++sequence,
                time.minus(Duration.ofHours(1)),
                time.plus(Duration.ofHours(1)),
                Reason.PLANNED);
        byte[] bytes = decision.write();
        List<String> signatures = people.officers().stream()
                .map(key -> DetachedJws.sign(key, "urna-decision", bytes))
                .toList();
        return append(new DecisionEntry(time, signatures, null, decision));
    }

    @CanIgnoreReturnValue
    Note checkpoint() throws IOException {
        return folder.checkpoint(time.getEpochSecond() + 20);
    }
}
