// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.verifier.place.Limits;

/** A board in one file. Nothing is unpacked: only where each file stands is kept in memory. The file stays open as long as the program runs. */
public final class ArchiveBoard implements Board {

    private final FileChannel archive;
    private final Map<String, Slice> files;

    private ArchiveBoard(FileChannel archive, Map<String, Slice> files) {
        this.archive = archive;
        this.files = files;
    }

    /**
     * Opens an archive.
     *
     * @param file a zip, or a tar that is not compressed
     * @throws RefusedArchiveException if it is neither, is hostile, or holds not exactly one board
     */
    public static ArchiveBoard open(Path file) throws IOException {
        Map<String, Slice> files = ArchiveReader.board(file);
        return new ArchiveBoard(FileChannel.open(file, StandardOpenOption.READ), files);
    }

    private InputStream stream(String path) throws IOException {
        Slice slice = files.get(path);
        if (slice == null) {
            throw new FileNotFoundException(path + " is not in the archive");
        }
        return slice.open(archive);
    }

    private byte[] read(String path, int most) throws IOException {
        try (InputStream in = stream(path)) {
            return Limits.read(in, most);
        }
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return read(BoardPaths.CHECKPOINT, Limits.checkpoint());
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return new BufferedInputStream(stream(BoardPaths.CHECKPOINTS));
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        boolean onlyFull = tile.isPartial() && !files.containsKey(tile.path());
        return onlyFull
                ? Limits.cut(tile, read(tile.full().path(), Limits.of(tile.full())))
                : read(tile.path(), Limits.of(tile));
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return stream(BoardPaths.artifact(sha256.bytes()));
    }

    @Override
    public Optional<Collection<String>> artifacts() {
        return Optional.of(files.keySet().stream()
                .filter(name -> name.startsWith(BoardPaths.ARTIFACTS))
                .map(name -> name.substring(BoardPaths.ARTIFACTS.length()))
                .toList());
    }
}
