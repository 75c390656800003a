// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.place;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/** A board that was copied into a folder. */
public final class FolderBoard implements Board {

    private final Path root;

    /** @param root the folder that holds the file {@code checkpoint} */
    public FolderBoard(Path root) {
        this.root = root;
    }

    private byte[] read(String path, int most) throws IOException {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return Limits.read(in, most);
        }
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return read(BoardPaths.CHECKPOINT, Limits.checkpoint());
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return new BufferedInputStream(Files.newInputStream(root.resolve(BoardPaths.CHECKPOINTS)));
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        boolean onlyFull = tile.isPartial() && !Files.exists(root.resolve(tile.path()));
        return onlyFull
                ? Limits.cut(tile, read(tile.full().path(), Limits.of(tile.full())))
                : read(tile.path(), Limits.of(tile));
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return Files.newInputStream(root.resolve(BoardPaths.artifact(sha256.bytes())));
    }

    @Override
    public Optional<Collection<String>> artifacts() throws IOException {
        Path folder = root.resolve(BoardPaths.ARTIFACTS);
        if (!Files.isDirectory(folder)) {
            return Optional.of(List.of());
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Optional.of(
                    files.map(file -> String.valueOf(file.getFileName())).toList());
        }
    }
}
