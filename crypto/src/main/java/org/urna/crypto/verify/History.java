// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointHistory;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/**
 * The file {@code checkpoints}, read beside the log: check {@code log-history}, and for {@link Witnesses} who signed what.
 *
 * <p>It is read as far as the log has been, so that nothing of it is kept but the note with which voting ended.
 */
final class History implements AutoCloseable {

    private final ElectionState state;
    private final Findings findings;
    private final Witnesses witnesses;
    private @Nullable InputStream file;
    private @Nullable CheckpointHistory notes;
    private @Nullable Note ahead;
    private long lastSize;
    private @Nullable TreeHash lastRoot;
    private @Nullable CheckpointVerifier verifier;
    private @Nullable Note closing;
    private boolean broken;

    History(Board board, Context context, Witnesses witnesses) {
        this.state = context.state();
        this.findings = context.findings();
        this.witnesses = witnesses;
        try {
            file = new BufferedInputStream(board.checkpoints());
            notes = new CheckpointHistory(file);
            next();
        } catch (IOException e) {
            fail("the file checkpoints cannot be read");
        } catch (MalformedException e) {
            fail("the file checkpoints is malformed: " + e.getMessage());
        }
    }

    /** The note of the tree that ends with {@code close}, with all its signatures. */
    Optional<Note> closing() {
        return Optional.ofNullable(closing);
    }

    private void fail(String reason) {
        broken = true;
        ahead = null;
        findings.fail(Check.LOG_HISTORY, reason);
    }

    private void next() {
        try {
            ahead = notes == null ? null : notes.next().orElse(null);
        } catch (IOException e) {
            fail("the file checkpoints cannot be read to its end");
        } catch (MalformedException e) {
            fail("the file checkpoints is malformed: " + e.getMessage());
        }
        if (ahead != null) {
            findings.expect(Check.LOG_HISTORY, 1);
        }
    }

    /** Whether a checkpoint of a tree of this size, or a smaller one, comes next. */
    boolean awaits(long size) {
        return ahead != null && sizeOf(ahead) <= size;
    }

    private static long sizeOf(Note note) {
        return checkpoint(note).size();
    }

    private static Checkpoint checkpoint(Note note) {
        try {
            return Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            throw new AssertionError("the history gives checkpoints only", e);
        }
    }

    /** The log has grown to {@code size} entries. */
    void atSize(long size, TreeHash root) {
        while (ahead != null && sizeOf(ahead) <= size) {
            Note note = ahead;
            check(note, checkpoint(note), size, root);
            next();
        }
    }

    private void check(Note note, Checkpoint checkpoint, long size, TreeHash root) {
        findings.checked(Check.LOG_HISTORY, 1);
        String name = "the checkpoint of size " + checkpoint.size();
        requireSigned(note, name);
        if (checkpoint.size() < lastSize) {
            findings.fail(Check.LOG_HISTORY, name + " stands after one of size " + lastSize);
        } else if (checkpoint.size() == lastSize && lastRoot != null && !lastRoot.equals(checkpoint.root())) {
            findings.fail(Check.LOG_HISTORY, name + " has another root than another of this size: proof of a fork");
        } else if (checkpoint.size() == size && !checkpoint.root().equals(root)) {
            findings.fail(Check.LOG_HISTORY, name + " has another root than the log: proof of a fork");
        }
        lastSize = Math.max(lastSize, checkpoint.size());
        lastRoot = checkpoint.root();
        witnesses.on(note);
        if (state.isClosed()
                && checkpoint.size() == state.closed().size()
                && checkpoint.root().equals(root)) {
            closing = note;
        }
    }

    private void requireSigned(Note note, String name) {
        try {
            if (verifier == null) {
                verifier = BoardKeys.verifier(state.manifest());
            }
            if (verifier.open(note) instanceof CheckpointVerifier.Result.Invalid invalid) {
                findings.fail(Check.LOG_HISTORY, name + ": " + invalid.verdict().reason());
            }
        } catch (MalformedException e) {
            findings.fail(Check.LOG_HISTORY, name + ": the board's keys are malformed");
        }
    }

    /** The log has been read, as far as {@code boardSize}. */
    void finish(long boardSize, LongFunction<String> beyond) {
        while (ahead != null) {
            findings.checked(Check.LOG_HISTORY, 1);
            findings.fail(Check.LOG_HISTORY, beyond.apply(sizeOf(ahead)));
            next();
        }
        if (!broken
                && state.isClosed()
                && closing == null
                && boardSize >= state.closed().size()) {
            findings.fail(Check.LOG_HISTORY, "there is no checkpoint of the log that ends with close");
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // It was only read, and everything that mattered was read before.
            findings.note(Check.LOG_HISTORY, "the file checkpoints could not be closed");
        }
    }
}
