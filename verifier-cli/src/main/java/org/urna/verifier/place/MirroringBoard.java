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

/**
 * Keeps a copy of every file that is read. A verification reads every file of a board, so that what it leaves is a whole mirror. What never
 * changes and is there already is read from the copy: a mirror that broke off is gone on with, and one of an open election is brought up to date.
 */
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
        Path part = part(target);
        Files.write(part, content);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return content;
    }

    private InputStream keep(String path, InputStream content) throws IOException {
        Path target = prepare(path);
        Path part = part(target);
        try (InputStream in = content) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return Files.newInputStream(target);
    }

    /** Under its name a file is whole or not there. */
    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
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
        Path kept = root.resolve(tile.path());
        if (!tile.isPartial() && Files.exists(kept)) {
            try (InputStream in = Files.newInputStream(kept)) {
                return Limits.read(in, Limits.of(tile));
            }
        }
        return keep(tile.path(), board.read(tile));
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        String path = BoardPaths.artifact(sha256.bytes());
        Path kept = root.resolve(path);
        return Files.exists(kept) ? Files.newInputStream(kept) : keep(path, board.artifact(sha256));
    }
}
