// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.verify.report.Row;

/** Verifies a board from its files alone. One object per run; see {@link #run}. */
public final class Verification {

    private final Board board;
    private final Resources resources;
    private final Findings findings = new Findings();
    private final ElectionState state = new ElectionState();
    private final Context context;
    private final Chapters chapters;
    private final Receipts receipts;
    private final Witnesses witnesses;
    private final AnchorCheck anchors;
    private @Nullable Checkpoint checkpoint;
    private @Nullable Note closing;

    private Verification(Board board, Anchors given, Resources resources) {
        this.board = board;
        this.resources = resources;
        Workers workers = new Workers(resources.executor(), resources.parallelism(), findings);
        this.context = new Context(
                findings, state, given, new Artifacts(board, findings), workers, resources.work(), resources.entropy());
        this.chapters = new Chapters(context);
        this.receipts = new Receipts(context);
        this.witnesses = new Witnesses(context);
        this.anchors = new AnchorCheck(context);
    }

    /**
     * Checks everything that {@code docs/protocol.md} §11 names, as far as the board goes, and goes on after failures where that has a
     * meaning. Whatever the board holds or does, the answer is a report.
     */
    public static Verified run(Board board, Anchors anchors, Resources resources) {
        return new Verification(board, anchors, resources).run();
    }

    private Verified run() {
        findings.expect(Check.CHECKPOINT, 1);
        // Opened before the checkpoint is read: of a board that grows meanwhile it must not list what is newer.
        try (History history = new History(board, context, witnesses)) {
            Note note = Note.parse(board.checkpoint());
            checkpoint = Checkpoint.parse(note.text());
            walk(note, checkpoint, history);
        } catch (IOException e) {
            findings.fail(Check.CHECKPOINT, "the file checkpoint cannot be read");
        } catch (MalformedException e) {
            findings.fail(Check.CHECKPOINT, "the file checkpoint is malformed: " + e.getMessage());
        } catch (RuntimeException e) {
            findings.fail(
                    Check.CHECKPOINT,
                    "the program itself failed: " + e.getClass().getSimpleName());
        }
        Guard.run(findings, Check.BALLOT_PROOFS, -1, chapters::finish);
        Guard.run(findings, Check.LOG_WITNESSES, -1, witnesses::finish);
        Guard.run(findings, Check.ARTIFACTS, -1, context.artifacts()::finish);
        Guard.run(
                findings,
                Check.TRUST_ANCHOR,
                -1,
                () -> anchors.finish(chapters.manifests(), chapters.setups(), receipts.finish()));
        Expectations.finish(state, chapters.phase(), findings);
        Report report = new Report(findings.rows(), Trust.sentences(state, chapters.results()), chapters.results());
        Optional<SealedElection> sealed = state.isSealed() && state.hasManifest()
                ? Optional.of(new SealedElection(state.election(), state.manifest(), state.key()))
                : Optional.empty();
        boolean over = state.isClosed() && report.overall() != Outcome.FAIL;
        Optional<Poll> poll = over ? Optional.of(Poll.of(state, chapters.decrypted())) : Optional.empty();
        return new Verified(
                report, chapters.phase(), Optional.ofNullable(checkpoint), sealed, closedBoard(report), poll);
    }

    private void walk(Note note, Checkpoint latest, History history) {
        long size = latest.size();
        for (Check each : List.of(Check.ENTRY_FORM, Check.ENTRY_ORDER, Check.ENTRY_TIME)) {
            findings.expect(each, size);
        }
        Tiles tiles = new Tiles(board, findings, size);
        try {
            entries(tiles, history, size);
            if (!tiles.root().equals(latest.root())) {
                findings.fail(Check.LOG_TILES, "the entries give another root than the checkpoint has");
            }
        } catch (IOException e) {
            findings.fail(Check.LOG_TILES, String.valueOf(e.getMessage()));
        }
        Guard.run(findings, Check.CHECKPOINT, -1, () -> signatures(note));
        Guard.run(
                findings,
                Check.LOG_HISTORY,
                -1,
                () -> history.finish(
                        size,
                        beyond -> "the checkpoint of size " + beyond + " is of a longer log than the latest one"));
        closing = history.closing().orElse(null);
    }

    private void entries(Tiles tiles, History history, long size) throws IOException {
        EntryReader reader = new EntryReader(board, context.workers(), size, resources.parallelism());
        for (List<ReadEntry> bundle = reader.next(); !bundle.isEmpty(); bundle = reader.next()) {
            findings.checked(Check.LOG_TILES, 1);
            for (ReadEntry read : bundle) {
                entry(tiles, history, read);
            }
            resources.progress().at(tiles.size(), size, chapters.phase());
        }
    }

    private void entry(Tiles tiles, History history, ReadEntry read) {
        long index = tiles.size();
        chapters.on(index, read, read.type() == EntryType.SETUP ? tiles.root() : null);
        receipts.atEntry(index, read.leaf(), read.ballot());
        tiles.append(read.leaf());
        if (read.type() == EntryType.CLOSE && read.entry() != null) {
            chapters.close(new Posted(index, read.bytes(), read.entry()), tiles.root());
        }
        if (history.awaits(index + 1)) {
            Guard.run(findings, Check.LOG_HISTORY, index, () -> history.atSize(index + 1, tiles.root()));
        }
        if (receipts.awaits(index + 1)) {
            receipts.atSize(index + 1, tiles.root());
        }
    }

    private void signatures(Note note) {
        findings.checked(Check.CHECKPOINT, 1);
        try {
            if (BoardKeys.verifier(state.manifest()).open(note) instanceof CheckpointVerifier.Result.Invalid invalid) {
                findings.fail(Check.CHECKPOINT, invalid.verdict().reason());
            }
        } catch (MalformedException e) {
            findings.fail(Check.CHECKPOINT, "the manifest's board keys are malformed: " + e.getMessage());
        }
    }

    private Optional<ClosedBoard> closedBoard(Report report) {
        boolean tallied = chapters.phase().compareTo(Phase.AGREEING) >= 0 && chapters.phase() != Phase.VOID;
        boolean held = report.rows().stream().allMatch(row -> holds(row));
        if (!tallied || !held || closing == null) {
            return Optional.empty();
        }
        ElectionState.Closed closed = state.closed();
        return Optional.of(new ClosedBoard(
                state.election(),
                state.manifest(),
                state.key(),
                closed.size(),
                closed.root(),
                boardOnly(closing),
                state.slots(),
                state.tallies(),
                state.mixes(),
                state.agreed().keySet()));
    }

    private static boolean holds(Row row) {
        boolean later = row.check().compareTo(Check.TALLY) > 0;
        return switch (row.outcome()) {
            case PASS, NOT_APPLICABLE -> true;
            case FAIL -> false;
            case NOT_CHECKED -> later || row.check() == Check.LOG_WITNESSES;
        };
    }

    private Note boardOnly(Note note) {
        String board = state.manifest().origin();
        return new Note(
                note.text(),
                note.signatures().stream()
                        .filter(signature -> signature.name().equals(board))
                        .toList());
    }
}
