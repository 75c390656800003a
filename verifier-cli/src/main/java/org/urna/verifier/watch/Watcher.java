// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.ConsistencyProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Following;
import org.urna.crypto.verify.Phase;
import org.urna.crypto.verify.report.Failure;

/**
 * Looks at a board again and again. Each pass compares the newest checkpoint with the newest that was ever seen, checks what is new, and stores
 * what it saw.
 */
public final class Watcher {

    /** A copy of the checkpoint that is late by some minutes is no rewind; one that stays behind is. */
    private static final int BEHIND = 3;

    private final Board board;
    private final Following following;
    private final Memory memory;
    private final Alarms alarms;
    private final Booth booth;
    private final Schedule schedule;
    private int behind;
    private volatile Optional<CheckpointVerifier> keys = Optional.empty();
    private volatile long checked;

    public Watcher(Board board, Following following, Memory memory, Alarms alarms, Booth booth, Clock clock) {
        this.board = board;
        this.following = following;
        this.memory = memory;
        this.alarms = alarms;
        this.booth = booth;
        this.schedule = new Schedule(alarms, clock);
    }

    /** A witness of this board that shares what this watcher remembers. */
    public Witness witness(NoteSigningKey key, Clock clock) {
        return new Witness(key, memory, () -> keys, this::fork, clock);
    }

    /** Entries checked so far. */
    public long size() {
        return checked;
    }

    /** How far the election is. */
    public Phase phase() {
        return following.phase();
    }

    /** Looks once. */
    public void pass() throws IOException {
        Optional<Seen> before = memory.seen();
        Seen now;
        try {
            now = Seen.of(Note.parse(board.checkpoint()));
        } catch (IOException | MalformedException e) {
            unreachable("the board's checkpoint cannot be read: " + e.getMessage());
            return;
        }
        try {
            if (before.isEmpty() || extendsThat(before.get(), now)) {
                follow(now);
            }
        } catch (IOException e) {
            unreachable("the board cannot be read: " + e.getMessage());
            return;
        }
        alarms.clear(Alarm.Kind.UNREACHABLE, following.size(), "the board can be read again");
        schedule.look(following, keys.flatMap(verifier -> signed(verifier, now)));
    }

    private void unreachable(String message) throws IOException {
        alarms.raise(Alarm.Kind.UNREACHABLE, following.size(), message);
        schedule.look(following, Optional.empty());
    }

    private static Optional<SignedCheckpoint> signed(CheckpointVerifier verifier, Seen now) {
        return verifier.open(now.note()) instanceof CheckpointVerifier.Result.Valid valid
                ? Optional.of(valid.signed())
                : Optional.empty();
    }

    private boolean extendsThat(Seen before, Seen now) throws IOException {
        if (!before.checkpoint().origin().equals(now.checkpoint().origin())) {
            alarms.raise(Alarm.Kind.CHECK_FAILED, now.size(), "trust-anchor: this is the board of another election");
            return false;
        }
        if (now.size() < before.size()) {
            behind++;
            if (behind >= BEHIND) {
                evidence(
                        Alarm.Kind.REWIND,
                        before,
                        now,
                        "the board shows " + now.size() + " entries and showed " + before.size() + " before");
            }
            return false;
        }
        behind = 0;
        if (before.contradicts(now.checkpoint()) || !isConsistent(before, now)) {
            fork(before, now);
            return false;
        }
        return true;
    }

    private boolean isConsistent(Seen before, Seen now) throws IOException {
        try {
            return ConsistencyProof.prove(before.size(), now.size(), new TileReader(now.size(), board))
                    .verify(before.checkpoint().root(), now.checkpoint().root())
                    .isAccepted();
        } catch (MalformedException e) {
            throw new IOException("a tile is malformed: " + e.getMessage(), e);
        }
    }

    private void fork(Seen earlier, Seen later) {
        evidence(
                Alarm.Kind.FORK,
                earlier,
                later,
                "the board signed two histories, neither of which is a beginning of the other");
    }

    private void evidence(Alarm.Kind kind, Seen earlier, Seen later, String message) {
        String kept;
        try {
            kept = ", both checkpoints are kept in " + memory.evidence(earlier, later);
        } catch (IOException e) {
            kept = ", and the checkpoints could not be kept: " + e.getClass().getSimpleName();
        }
        alarms.raise(kind, checked, message + kept);
    }

    private void follow(Seen now) throws IOException {
        if (now.size() < following.size()) {
            return; // behind what was read, and not yet for long enough to be sure
        }
        Following.Step step;
        try {
            step = following.advance(now.note());
        } finally {
            checked = following.size();
        }
        for (Failure failure : step.failures()) {
            String entry =
                    failure.entry().isPresent() ? ", entry " + failure.entry().getAsLong() : "";
            alarms.raise(Alarm.Kind.CHECK_FAILED, step.size(), failure.check().id() + entry + ": " + failure.reason());
        }
        if (alarms.isLasting()) {
            return;
        }
        pin();
        memory.remember(now);
        booth();
    }

    private void pin() throws IOException {
        if (keys.isPresent() || following.manifest().isEmpty()) {
            return;
        }
        String key = following.manifest().get().keys().board();
        if (memory.boardKey().isEmpty()) {
            memory.pin(key);
        } else if (!memory.boardKey().get().toString().equals(key)) {
            alarms.raise(
                    Alarm.Kind.CHECK_FAILED, following.size(), "trust-anchor: another key signs the board than before");
            return;
        }
        try {
            keys = following.keys();
        } catch (MalformedException e) {
            alarms.raise(Alarm.Kind.CHECK_FAILED, following.size(), "manifest: a key is malformed: " + e.getMessage());
        }
    }

    /** Voters use it from the opening to the close. */
    private void booth() throws IOException {
        boolean used = following.phase() == Phase.SEALED || following.phase() == Phase.OPEN;
        if (!used) {
            return;
        }
        List<String> differences = booth.differences(following.booth());
        if (!differences.isEmpty()) {
            alarms.raise(Alarm.Kind.BOOTH_CHANGED, following.size(), String.join("; ", differences));
        }
    }
}
