// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/** Writes a board as a tree of files, named as they are served: any web server can publish it, any verifier can read it. */
public final class BoardFolder {

    private final Board board;
    private final Path root;

    public BoardFolder(Board board, Path root) {
        this.board = board;
        this.root = root;
    }

    /**
     * Writes everything that the newest checkpoint covers; the checkpoint comes last, so that a folder which has it has all of it. Full tiles and
     * artifacts that are there already are left alone, because they never change.
     *
     * @return entries of the log
     */
    public long write() throws IOException {
        byte[] checkpoint = board.checkpoint();
        long size = size(checkpoint);
        for (Tile tile : Tile.forSize(size)) {
            Path file = root.resolve(tile.path());
            if (tile.isPartial() || !Files.exists(file)) {
                write(file, new ByteArrayInputStream(board.read(tile)));
            }
        }
        for (String name : board.artifacts().orElse(List.of())) {
            Path file = root.resolve(BoardPaths.ARTIFACTS + name);
            if (!Files.exists(file)) {
                artifact(file, name);
            }
        }
        try (InputStream history = board.checkpoints()) {
            write(root.resolve(BoardPaths.CHECKPOINTS), history);
        }
        write(root.resolve(BoardPaths.CHECKPOINT), new ByteArrayInputStream(checkpoint));
        return size;
    }

    private void artifact(Path file, String name) throws IOException {
        try (InputStream content = board.artifact(Hash.parse(name))) {
            write(file, content);
        } catch (MalformedException e) {
            throw new IOException("an artifact's name is not a hash", e);
        }
    }

    /** Entries that a checkpoint covers. */
    static long size(byte[] checkpoint) throws IOException {
        try {
            return Checkpoint.parse(Note.parse(checkpoint).text()).size();
        } catch (MalformedException e) {
            throw new IOException("the newest checkpoint cannot be read", e);
        }
    }

    /** Under its name a file is whole or not there. */
    private static void write(Path file, InputStream content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            content.transferTo(out);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
