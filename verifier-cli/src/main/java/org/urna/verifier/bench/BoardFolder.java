// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Hash;

/** Writes a board into a folder, entry by entry; nothing of it is kept in memory but the bundle that is not full yet. */
final class BoardFolder implements AutoCloseable {

    /** Writes the content of an artifact. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final CheckpointSigner signer;
    private final OutputStream checkpoints;
    private final TileBuilder tree = TileBuilder.empty();
    private final Map<Integer, Map.Entry<Tile, byte[]>> partial = new TreeMap<>();
    private final List<byte[]> bundle = new ArrayList<>(Tile.FULL_WIDTH);

    BoardFolder(Path root, CheckpointSigner signer) throws IOException {
        this.root = root;
        this.signer = signer;
        Files.createDirectories(root.resolve(BoardPaths.ARTIFACTS));
        this.checkpoints =
                new BufferedOutputStream(Files.newOutputStream(root.resolve(BoardPaths.CHECKPOINTS)), BUFFER);
    }

    long size() {
        return tree.size();
    }

    TreeHash root() {
        return tree.root();
    }

    void append(byte[] entry) throws IOException {
        tree.append(TreeHash.leaf(entry));
        bundle.add(entry);
        if (bundle.size() == Tile.FULL_WIDTH) {
            write(new Tile(Tile.ENTRIES, size() / Tile.FULL_WIDTH - 1, Tile.FULL_WIDTH), EntryBundle.encode(bundle));
            bundle.clear();
            writeTiles();
        }
    }

    /** A partial tile that has not grown since is not given again, so each level's newest is kept. */
    private void writeTiles() throws IOException {
        for (Map.Entry<Tile, byte[]> tile : tree.drain().entrySet()) {
            if (tile.getKey().isPartial()) {
                partial.put(tile.getKey().level(), tile);
            } else {
                write(tile.getKey(), tile.getValue());
            }
        }
    }

    private void write(Tile tile, byte[] content) throws IOException {
        Path file = root.resolve(tile.path());
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Writes a file that an entry will name. */
    Artifact artifact(Content content) throws IOException {
        MessageDigest digest = Sha256.digest();
        Path made = root.resolve("artifact.part");
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(made), digest), BUFFER)) {
            content.writeTo(out);
        }
        byte[] hash = digest.digest();
        Artifact artifact = new Artifact(Hash.of(hash), Files.size(made));
        Files.move(made, root.resolve(BoardPaths.artifact(hash)));
        return artifact;
    }

    /**
     * Signs the log as it stands and adds that to the history.
     *
     * @param time seconds since 1970
     */
    Note checkpoint(long time) throws IOException {
        Note note = signer.sign(size(), root(), time);
        checkpoints.write(note.write().getBytes(StandardCharsets.UTF_8));
        return note;
    }

    /** Writes what is not full, and the newest checkpoint: then the board is whole. */
    void publish(long time) throws IOException {
        if (!bundle.isEmpty()) {
            write(new Tile(Tile.ENTRIES, size() / Tile.FULL_WIDTH, bundle.size()), EntryBundle.encode(bundle));
        }
        writeTiles();
        for (Map.Entry<Tile, byte[]> tile : partial.values()) {
            if (tile.getKey().existsIn(size())) {
                write(tile.getKey(), tile.getValue());
            }
        }
        Files.writeString(root.resolve(BoardPaths.CHECKPOINT), checkpoint(time).write());
    }

    @Override
    public void close() throws IOException {
        checkpoints.close();
    }
}
