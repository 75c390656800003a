// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Following;
import org.urna.crypto.verify.Progress;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.report.Failure;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Reads a board and checks every entry as a verifier does: what a registrar does rests on it. */
final class BoardReading {

    private BoardReading() {}

    /**
     * A board as it was seen before.
     *
     * @param size entries
     * @param root of their tree
     */
    record Seen(long size, Hash root) {}

    /** Knows how boards were when they were read last. */
    interface SeenBoards {
        /** How the board of an election was; empty if it was not read. */
        Optional<Seen> of(String election) throws IOException;
    }

    /**
     * The board, once all of it holds.
     *
     * @param registrar key that its manifest must name
     * @param seen what it must go on from, if it was read before
     * @throws IOException if files cannot be had
     * @throws Refusal if a check fails, if it is not an election of this registrar, or not one that goes on from what was seen
     */
    static BoardNow read(BoardSource source, VerificationKey registrar, SeenBoards seen) throws IOException {
        Tapped board = new Tapped(source);
        Note note;
        try {
            note = Note.parse(board.checkpoint());
            Checkpoint unused = Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            throw refused("the board's checkpoint does not read: " + e.getMessage());
        }
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            Following following =
                    new Following(board, Anchors.NONE, new Resources(workers, cores, Entropy.secure(), Progress.NONE));
            List<Failure> failures = following.advance(note).failures();
            if (!failures.isEmpty()) {
                throw refused("the board does not hold, keep a copy and tell the officers: "
                        + failures.get(0).check().id() + ": "
                        + printable(failures.get(0).reason()));
            }
            BoardNow now = now(board, following, registrar, note.write());
            requireNamed(source, now.manifest());
            Optional<Seen> before = seen.of(now.manifest().election().hex());
            if (before.isPresent()) {
                requireGoesOn(board.leaves(), before.get());
            }
            return now;
        } finally {
            workers.shutdown();
        }
    }

    private static void requireNamed(BoardSource source, Manifest manifest) {
        if (source.named().isPresent() && !source.named().get().equals(manifest.election())) {
            throw refused("this is the board of another election, " + manifest.election());
        }
    }

    private static BoardNow now(Tapped board, Following following, VerificationKey registrar, String note) {
        Manifest manifest =
                following.manifest().orElseThrow(() -> refused("the key ceremony has not begun: the board is empty"));
        if (!manifest.registrar().isSeparate()) {
            throw refused("in this election the server makes the voting codes, not a registrar apart from it");
        }
        if (!manifest.registrar().key().equals(registrar)) {
            throw refused("the manifest names another registrar's key, "
                    + manifest.registrar().key().thumbprint() + ": tell the officers before anything else");
        }
        return new BoardNow(
                note,
                following.size(),
                Hash.of(following.root().bytes()),
                manifest,
                following.phase(),
                following.deadline().orElseThrow(),
                board.entries(),
                board.cast());
    }

    private static void requireGoesOn(List<TreeHash> leaves, Seen before) {
        if (leaves.size() < before.size()) {
            throw refused("the board has " + leaves.size() + " entries and had " + before.size()
                    + ": a copy that is out of date, or the server takes entries back");
        }
        TreeHash root = MerkleTree.rootOf(leaves.subList(0, Math.toIntExact(before.size())));
        if (!Hash.of(root.bytes()).equals(before.root())) {
            throw refused(
                    "the board is not the one that was seen before: the server shows two; keep both and tell the officers");
        }
    }

    /** A reason may quote the board; nothing of it may move the cursor. */
    private static String printable(String reason) {
        return reason.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static Refusal refused(String reason) {
        return new Refusal(ProblemCode.WRONG_STATE, reason);
    }
}
