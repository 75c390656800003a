// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/** Keeps a copy of every file that is read. A verification reads every file of a board, so that what it leaves is a whole mirror. */
public final class MirroringBoard implements Board {

    private final Board board;
    private final Path root;

    /** @param root folder of the copy */
    public MirroringBoard(Board board, Path root) {
        this.board = board;
        this.root = root;
    }

    private byte[] keep(String path, byte[] content) throws IOException {
        Path target = prepare(path);
        Files.write(target, content);
        return content;
    }

    private InputStream keep(String path, InputStream content) throws IOException {
        Path target = prepare(path);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (InputStream in = content) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return Files.newInputStream(target);
    }

    private Path prepare(String path) throws IOException {
        Path target = root.resolve(path);
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return target;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return keep(BoardPaths.CHECKPOINT, board.checkpoint());
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return keep(BoardPaths.CHECKPOINTS, board.checkpoints());
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        return keep(tile.path(), board.read(tile));
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return keep(BoardPaths.artifact(sha256.bytes()), board.artifact(sha256));
    }
}
