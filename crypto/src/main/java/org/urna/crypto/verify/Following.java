// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Findings;

/**
 * Follows a board while it grows: each new entry is checked once, when it comes, by the chapters that {@link Verification} uses. What can only be
 * decided at the end, and the files beside the log, are for a whole verification when the election is over. Not safe for concurrent use.
 */
public final class Following {

    /**
     * What a step found.
     *
     * @param from entries that were checked before
     * @param size entries that are checked now
     * @param failures those that this step added
     */
    public record Step(long from, long size, List<Failure> failures) {
        public Step {
            failures = List.copyOf(failures);
        }
    }

    private final Board board;
    private final Resources resources;
    private final Anchors anchors;
    private final Findings findings = new Findings();
    private final ElectionState state = new ElectionState();
    private final Workers workers;
    private final Chapters chapters;
    private final MerkleTree tree = MerkleTree.empty();
    private List<Action.BoothFile> booth = List.of();
    private boolean anchored;
    private int told;

    /**
     * Begins with nothing read.
     *
     * @param anchors of which the board's key and the fingerprints are compared as soon as they can be
     */
    public Following(Board board, Anchors anchors, Resources resources) {
        this.board = board;
        this.anchors = anchors;
        this.resources = resources;
        this.workers = new Workers(resources.executor(), resources.parallelism(), findings);
        this.chapters = new Chapters(new Context(
                findings,
                state,
                anchors,
                new Artifacts(board, findings),
                workers,
                resources.work(),
                resources.entropy()));
    }

    /** Entries checked so far. */
    public long size() {
        return tree.size();
    }

    /** How far the election is. */
    public Phase phase() {
        return chapters.phase();
    }

    /** The manifest in force, once it was read. */
    public Optional<Manifest> manifest() {
        return state.hasManifest() ? Optional.of(state.manifest()) : Optional.empty();
    }

    /** When voting ends as far as the board says so far. */
    public Optional<Instant> deadline() {
        return state.hasManifest() ? Optional.of(state.deadline()) : Optional.empty();
    }

    /** The files of the voters' program that officers signed last; empty before the seal. */
    public List<Action.BoothFile> booth() {
        return booth;
    }

    /**
     * The keys that sign checkpoints, witnesses' ones included.
     *
     * @throws MalformedException if the manifest's keys are none
     */
    public Optional<CheckpointVerifier> keys() throws MalformedException {
        return state.hasManifest() ? Optional.of(BoardKeys.witnessed(state.manifest())) : Optional.empty();
    }

    /**
     * Checks the entries that came since the last step.
     *
     * @param note the board's newest checkpoint, of at least {@link #size} entries
     * @throws IOException if files cannot be had; what was checked stays checked, and the next step goes on from there
     */
    public Step advance(Note note) throws IOException {
        long from = tree.size();
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            throw new IllegalArgumentException("not a checkpoint", e);
        }
        entries(checkpoint.size());
        chapters.flush();
        if (!tree.root().equals(checkpoint.root())) {
            findings.fail(Check.LOG_TILES, "the entries give another root than the checkpoint has");
        }
        signatures(note);
        anchor();
        List<Failure> all = findings.kept();
        List<Failure> added = all.subList(Math.min(told, all.size()), all.size());
        told = all.size();
        return new Step(from, tree.size(), new ArrayList<>(added));
    }

    private void entries(long size) throws IOException {
        EntryReader reader = new EntryReader(board, workers, tree.size(), size, resources.parallelism());
        for (List<ReadEntry> bundle = reader.next(); !bundle.isEmpty(); bundle = reader.next()) {
            bundle.forEach(this::entry);
            resources.progress().at(tree.size(), size, chapters.phase());
        }
    }

    private void entry(ReadEntry read) {
        long index = tree.size();
        chapters.on(index, read, read.type() == EntryType.SETUP ? tree.root() : null);
        tree.append(read.leaf());
        if (read.entry() == null) {
            return;
        }
        if (read.type() == EntryType.CLOSE) {
            chapters.close(new Posted(index, read.bytes(), read.entry()), tree.root());
        } else if (read.entry() instanceof DecisionEntry decided) {
            Action action = decided.decision().action();
            if (action instanceof Action.Setup setup) {
                booth = setup.booth();
            } else if (action instanceof Action.BoothChanged changed) {
                booth = changed.booth();
            }
        }
    }

    private void signatures(Note note) {
        Guard.run(findings, Check.CHECKPOINT, -1, () -> {
            try {
                if (BoardKeys.verifier(state.manifest()).open(note)
                        instanceof CheckpointVerifier.Result.Invalid invalid) {
                    findings.fail(Check.CHECKPOINT, invalid.verdict().reason());
                }
            } catch (MalformedException e) {
                findings.fail(Check.CHECKPOINT, "the manifest's board keys are malformed");
            }
        });
    }

    /** Once: a board of another election does not become the right one later. */
    private void anchor() {
        if (anchored || !state.isSealed()) {
            return;
        }
        anchored = true;
        anchors.boardKey().ifPresent(key -> {
            if (!state.manifest().keys().board().equals(key.toString())) {
                findings.fail(Check.TRUST_ANCHOR, "the board key is not the one given");
            }
        });
        for (Hash fingerprint : anchors.fingerprints()) {
            if (!Objects.equals(fingerprint, chapters.setups().first())
                    && !Objects.equals(fingerprint, chapters.manifests().first())) {
                findings.fail(
                        Check.TRUST_ANCHOR, "neither the set-up nor the first manifest has the fingerprint given");
            }
        }
    }

    /** The root of the tree of what was checked. */
    public TreeHash root() {
        return tree.root();
    }
}
