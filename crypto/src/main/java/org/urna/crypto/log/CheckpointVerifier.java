// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;

/**
 * Verifies the checkpoints of one board: its two signatures, which must both hold, and those of witnesses.
 *
 * <p>Signatures by unknown keys are passed over. One that names a known key and does not hold makes the whole note
 * invalid, and so do two by one key. Immutable and safe for concurrent use.
 */
public final class CheckpointVerifier {

    private static final String CHECK = "checkpoint";

    /** The outcome of {@link #open}. */
    public sealed interface Result {
        /** Both signatures of the board hold, and those of all known witnesses on the note. */
        record Valid(SignedCheckpoint signed) implements Result {}

        /** The note is not a checkpoint of the board. */
        record Invalid(Verdict.Rejected verdict) implements Result {}
    }

    private final NoteKey board;
    private final NoteKey cosigner;
    private final List<NoteKey> witnesses;

    /**
     * @param origin the board's name, which both its keys must have
     * @param board the board's Ed25519 key (type 0x01)
     * @param cosigner the board's ML-DSA-44 key (type 0x06)
     * @param witnesses their keys, of type 0x04 or 0x06
     * @throws MalformedException if a key has another type or name, or two have the same name and id
     */
    public CheckpointVerifier(String origin, NoteKey board, NoteKey cosigner, List<NoteKey> witnesses)
            throws MalformedException {
        if (!board.name().equals(origin) || !cosigner.name().equals(origin)) {
            throw new MalformedException("the name of a board's key is not the origin");
        }
        if (board.type() != SignatureType.ED25519 || cosigner.type() != SignatureType.ML_DSA_44_COSIGNATURE) {
            throw new MalformedException("a board's key has another type");
        }
        Set<String> names = new HashSet<>(Set.of(handle(board), handle(cosigner)));
        for (NoteKey witness : witnesses) {
            if (!witness.type().isTimestamped() || witness.name().equals(origin)) {
                throw new MalformedException("a witness's key has another type, or the board's name");
            }
            if (!names.add(handle(witness))) {
                throw new MalformedException("two keys with one name and id");
            }
        }
        this.board = board;
        this.cosigner = cosigner;
        this.witnesses = List.copyOf(witnesses);
    }

    private static String handle(NoteKey key) {
        return key.name() + "+" + key.id();
    }

    /** Name of the board's log. */
    public String origin() {
        return board.name();
    }

    /** Reads the note as a checkpoint and verifies every signature by a known key. */
    public Result open(Note note) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            return invalid("the note is not a checkpoint");
        }
        if (!checkpoint.origin().equals(origin())) {
            return invalid("the checkpoint has another origin");
        }
        try {
            return valid(note, checkpoint);
        } catch (InvalidSignature e) {
            return invalid(e.reason);
        }
    }

    /** Whether the note is a checkpoint of the board, as {@link #open} without what it read. */
    public Verdict verify(Note note) {
        return open(note) instanceof Result.Invalid invalid ? invalid.verdict() : Verdict.accept();
    }

    /**
     * Verifies the signature lines that a witness answered with for {@code checkpoint}.
     *
     * @return those by known witnesses; others are left out, as are those whose signature does not hold
     */
    public List<NoteSignature> cosignatures(Checkpoint checkpoint, List<NoteSignature> lines) {
        return lines.stream()
                .filter(line -> witnesses.stream()
                        .anyMatch(witness -> witness.isNamedBy(line)
                                && NoteSignatures.verify(witness, checkpoint, line)
                                        .isPresent()))
                .toList();
    }

    private Result valid(Note note, Checkpoint checkpoint) throws InvalidSignature {
        if (time(note, checkpoint, board).isEmpty()) {
            return invalid("the board's Ed25519 signature is missing");
        }
        OptionalLong time = time(note, checkpoint, cosigner);
        if (time.isEmpty()) {
            return invalid("the board's ML-DSA-44 signature is missing");
        }
        List<SignedCheckpoint.Cosignature> cosignatures = new ArrayList<>();
        for (NoteKey witness : witnesses) {
            time(note, checkpoint, witness)
                    .ifPresent(seen -> cosignatures.add(new SignedCheckpoint.Cosignature(witness, seen)));
        }
        return new Result.Valid(new SignedCheckpoint(checkpoint, time.getAsLong(), cosignatures));
    }

    /** The time in the one signature by {@code key}, 0 for a type without; empty if the key did not sign. */
    private static OptionalLong time(Note note, Checkpoint checkpoint, NoteKey key) throws InvalidSignature {
        List<NoteSignature> claimed =
                note.signatures().stream().filter(key::isNamedBy).toList();
        if (claimed.size() > 1) {
            throw new InvalidSignature("two signatures by one key of " + key.name());
        }
        if (claimed.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong time = NoteSignatures.verify(key, checkpoint, claimed.get(0));
        if (time.isEmpty()) {
            throw new InvalidSignature("a signature by " + key.name() + " does not hold");
        }
        return time;
    }

    private static Result invalid(String reason) {
        return new Result.Invalid(new Verdict.Rejected(CHECK, reason));
    }

    private static final class InvalidSignature extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        InvalidSignature(String reason) {
            this.reason = reason;
        }
    }
}
