// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.crypto.work.Work;
import org.urna.verifier.place.FolderBoard;

/** A whole election of which only a beginning is shown, signed with its own keys; what is not shown yet can be changed. */
public final class GrowingBoard implements Board {

    private static final long SEED = 7;

    private final FolderBoard files;
    private final People people;
    private final ElectionMaker.Made made;
    private final List<byte[]> entries;
    private volatile long shown;
    private volatile boolean away;

    private GrowingBoard(FolderBoard files, ElectionMaker.Made made, List<byte[]> entries) {
        this.files = files;
        this.made = made;
        this.entries = entries;
        this.people = People.of(new SplittableRandom(SEED)::nextBytes);
        this.shown = entries.size();
    }

    public static GrowingBoard make(Path folder, int ballots) throws Exception {
        ElectionMaker.Made made = new ElectionMaker(new Poll(3), ballots, SEED, Work.ofCaller()).make(folder);
        FolderBoard files = new FolderBoard(folder);
        long size = Checkpoint.parse(Note.parse(files.checkpoint()).text()).size();
        List<byte[]> entries = new ArrayList<>();
        for (Tile tile : Tile.forSize(size)) {
            if (tile.level() == Tile.ENTRIES) {
                entries.addAll(EntryBundle.decode(tile, files.read(tile)));
            }
        }
        return new GrowingBoard(files, made, entries);
    }

    /** The same election in which other things may happen from now on: a server with copied keys. */
    public GrowingBoard twin() {
        GrowingBoard twin = new GrowingBoard(files, made, new ArrayList<>(entries));
        twin.shown = shown;
        return twin;
    }

    public NoteKey boardKey() {
        return made.boardKey();
    }

    public long firstBallot() {
        return made.firstBallot();
    }

    public long size() {
        return shown;
    }

    public long whole() {
        return entries.size();
    }

    public void show(long size) {
        shown = size;
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    /** Exchanges two entries. */
    public void exchange(long one, long other) {
        byte[] kept = entries.get((int) one);
        entries.set((int) one, entries.get((int) other));
        entries.set((int) other, kept);
    }

    /** Puts a ballot with a false proof in the place of a voter's ballot. */
    public void spoil(long voter) {
        entries.set((int) (firstBallot() + voter), made.voting().spoilt(voter));
    }

    private List<TreeHash> leaves(long size) {
        return entries.subList(0, (int) size).stream().map(TreeHash::leaf).toList();
    }

    /** The state of a size, signed by the board. */
    public Note note(long size) {
        return people.signer().sign(size, MerkleTree.rootOf(leaves(size)), 1_700_000_000 + size);
    }

    private void requireThere() throws IOException {
        if (away) {
            throw new IOException("away");
        }
    }

    @Override
    public byte[] checkpoint() throws IOException {
        requireThere();
        return note(shown).write().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public InputStream checkpoints() throws IOException {
        requireThere();
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        requireThere();
        if (!tile.existsIn(shown)) {
            throw new IOException("not there yet");
        }
        int from = (int) tile.index() * Tile.FULL_WIDTH;
        if (tile.level() == Tile.ENTRIES) {
            return EntryBundle.encode(entries.subList(from, from + tile.width()));
        }
        int height = tile.level() * 8;
        List<TreeHash> leaves = leaves(shown);
        List<TreeHash> row = new ArrayList<>();
        for (int i = from; i < from + tile.width(); i++) {
            row.add(MerkleTree.rootOf(leaves.subList(i << height, (i + 1) << height)));
        }
        return Tile.encode(row);
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        requireThere();
        return files.artifact(sha256);
    }

    /** The checkpoint that a watcher stored. */
    public static Checkpoint stored(byte[] file) throws MalformedException {
        return Checkpoint.parse(Note.parse(file).text());
    }
}
