// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard.Placed;
import org.urna.trustee.keyfile.SeenBoard;
import org.urna.trustee.transport.ElectionPlace;

/**
 * Follows the board of one election. Each refresh reads what is new, recomputes the root from every entry read since the start, and
 * demands that the board has signed it: so a board that takes back an entry, or differs from what was seen in an earlier run, is
 * refused. Not safe for concurrent use.
 */
public final class BoardFollower {

    private static final long MAX_SIZE = 1L << 24;
    private static final int MAX_KEPT = 200_000;
    private static final byte[] BALLOT = "{\"type\":\"ballot\",".getBytes(StandardCharsets.US_ASCII);

    private final ElectionPlace place;
    private final ElectionId election;
    private final @Nullable SeenBoard seen;
    private final MerkleTree tree = MerkleTree.empty();
    private final List<Placed> entries = new ArrayList<>();
    private @Nullable Manifest manifest;
    private @Nullable ElectionBoard last;
    private Optional<Hash> closed = Optional.empty();

    /** @param seen what an earlier run saw, or null */
    public BoardFollower(ElectionPlace place, ElectionId election, @Nullable SeenBoard seen) {
        this.place = place;
        this.election = election;
        this.seen = seen;
    }

    /**
     * The board as it is now.
     *
     * @throws IOException if it cannot be reached, and may be asked again
     * @throws RefusedException if it is not the board of this election, or not one that goes on from what was seen
     */
    public ElectionBoard refresh() throws IOException, RefusedException, MalformedException {
        Note note = Note.parse(place.read(BoardPaths.CHECKPOINT, Note.MAX_BYTES));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (checkpoint.size() > MAX_SIZE) {
            throw new RefusedException(
                    "the board claims " + checkpoint.size() + " entries, more than any election has");
        }
        if (checkpoint.size() < tree.size()) {
            // A cache may answer with an older checkpoint; what it says was checked when it was new.
            if (last == null) {
                throw new IOException("the board changed while it was read");
            }
            return last;
        }
        if (checkpoint.size() == 0) {
            throw new RefusedException("the board is still empty: run this again when the ceremony has begun");
        }
        read(checkpoint.size());
        requireSigned(note, checkpoint);
        ElectionBoard now = new ElectionBoard(note, tree.size(), hash(tree.root()), manifest(), entries, closed);
        last = now;
        return now;
    }

    private void read(long size) throws IOException, RefusedException, MalformedException {
        for (Tile tile : Tile.added(tree.size(), size)) {
            if (tile.level() != Tile.ENTRIES) {
                continue;
            }
            List<byte[]> bundle = EntryBundle.decode(tile, place.read(tile.path(), EntryBundle.MAX_BYTES));
            long first = tile.index() * Tile.FULL_WIDTH;
            for (byte[] entry : bundle.subList((int) (Math.max(tree.size(), first) - first), bundle.size())) {
                append(entry);
            }
        }
    }

    private void append(byte[] bytes) throws IOException, RefusedException, MalformedException {
        long index = tree.size();
        tree.append(TreeHash.leaf(bytes));
        if (!isBallot(bytes)) {
            if (entries.size() == MAX_KEPT) {
                throw new RefusedException("the board has more entries besides ballots than any election has");
            }
            Entry entry = Entry.read(bytes);
            entries.add(new Placed(index, Hash.sha256(bytes), entry));
            if (entry instanceof ManifestEntry entryOfManifest) {
                take(entryOfManifest);
            }
            if (entry.type() == EntryType.CLOSE) {
                closed = Optional.of(hash(tree.root()));
            }
        }
        if (index == 0 && manifest == null) {
            throw new MalformedException("the first entry is no manifest");
        }
        if (seen != null && tree.size() == seen.size() && !hash(tree.root()).equals(seen.root())) {
            throw fork();
        }
    }

    private void take(ManifestEntry entry) throws IOException, RefusedException, MalformedException {
        Manifest inline = entry.manifest();
        Manifest next = inline != null ? inline : Manifest.read(artifact(entry.artifact()));
        if (!next.election().equals(election)) {
            throw new RefusedException(
                    "this is the board of another election, " + next.election() + ": check --election");
        }
        if (!next.problems().isEmpty()) {
            throw new MalformedException(
                    "the manifest breaks a rule: " + next.problems().get(0).reason());
        }
        if (manifest != null
                && !(manifest.origin().equals(next.origin()) && manifest.keys().equals(next.keys()))) {
            throw new MalformedException("a later manifest has another origin or other keys of the board");
        }
        manifest = next;
    }

    private byte[] artifact(@Nullable Artifact artifact) throws IOException, RefusedException, MalformedException {
        if (artifact == null) {
            throw new IllegalStateException("a manifest is inline or an artifact");
        }
        byte[] content = place.read(BoardPaths.artifact(artifact.sha256().bytes()), Manifest.MAX_BYTES);
        if (content.length != artifact.length() || !Hash.sha256(content).equals(artifact.sha256())) {
            throw new MalformedException("artifact " + artifact.sha256() + " has another content");
        }
        return content;
    }

    private void requireSigned(Note note, Checkpoint checkpoint) throws RefusedException, MalformedException {
        Manifest.Keys keys = manifest().keys();
        CheckpointVerifier verifier = new CheckpointVerifier(
                manifest().origin(), NoteKey.parse(keys.board()), NoteKey.parse(keys.cosigner()), List.of());
        if (verifier.open(note) instanceof CheckpointVerifier.Result.Invalid invalid) {
            throw new RefusedException("the board's checkpoint is not valid: "
                    + invalid.verdict().reason() + "; keep it and tell the other trustees");
        }
        if (!checkpoint.root().equals(tree.root())) {
            throw last == null
                    ? new RefusedException("the board's entries do not give the root that it has signed: "
                            + "keep them and tell the other trustees")
                    : fork();
        }
        if (seen != null && tree.size() < seen.size()) {
            throw new RefusedException(
                    "the board has " + tree.size() + " entries, and this key file has seen " + seen.size()
                            + ": if it stays so after a while, the server takes entries back; tell the other trustees");
        }
    }

    private static RefusedException fork() {
        return new RefusedException("the board is not the one that was seen before: the server shows two; "
                + "keep both and tell the other trustees");
    }

    private Manifest manifest() throws MalformedException {
        if (manifest == null) {
            throw new MalformedException("the first entry is no manifest");
        }
        return manifest;
    }

    private static boolean isBallot(byte[] bytes) {
        return bytes.length > BALLOT.length && Arrays.equals(bytes, 0, BALLOT.length, BALLOT, 0, BALLOT.length);
    }

    private static Hash hash(TreeHash hash) {
        return Hash.of(hash.bytes());
    }
}
