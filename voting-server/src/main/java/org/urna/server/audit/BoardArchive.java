// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/** Writes a board into one zip file, in the folder {@code board}: what is sent to a scrutineer, or kept. The same board gives the same bytes. */
public final class BoardArchive {

    /** The first that a zip can name: when it was written says nothing of the board. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;
    private static final String FOLDER = "board/";

    private final Board board;
    private final Path archive;

    /** @param archive the file, replaced if it is there */
    public BoardArchive(Board board, Path archive) {
        this.board = board;
        this.archive = archive;
    }

    /**
     * Writes everything that the newest checkpoint covers; under its name the file is whole or not there.
     *
     * @return entries of the log
     */
    public long write() throws IOException {
        byte[] checkpoint = board.checkpoint();
        long size = BoardFolder.size(checkpoint);
        Path parent = archive.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Tile tile : Tile.forSize(size)) {
                put(zip, tile.path(), board.read(tile));
            }
            for (String name : board.artifacts().orElse(List.of())) {
                artifact(zip, name);
            }
            try (InputStream history = board.checkpoints()) {
                begin(zip, BoardPaths.CHECKPOINTS);
                history.transferTo(zip);
                zip.closeEntry();
            }
            put(zip, BoardPaths.CHECKPOINT, checkpoint);
        }
        Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return size;
    }

    private void artifact(ZipOutputStream zip, String name) throws IOException {
        begin(zip, BoardPaths.ARTIFACTS + name);
        try (InputStream content = board.artifact(Hash.parse(name))) {
            content.transferTo(zip);
        } catch (MalformedException e) {
            throw new IOException("an artifact's name is not a hash", e);
        }
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        begin(zip, path);
        zip.write(content);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String path) throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + path);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }
}
