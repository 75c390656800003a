// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.place;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.verify.Board;

/** Finds the board that the user names. */
public final class Places {

    /** Opens a board in one file. */
    @FunctionalInterface
    public interface Archive {
        Board open(Path file) throws IOException;
    }

    private Places() {}

    /**
     * Opens a place.
     *
     * @param place an address with {@code ://}, a folder that holds a board or an election's {@code board}, or an archive
     * @param web opens an address
     * @param archive opens a file
     * @throws IllegalArgumentException if it is none of these; the message is for the user
     * @throws IOException if it is an archive that cannot be read
     */
    public static Board open(String place, Function<URI, Board> web, Archive archive) throws IOException {
        if (place.contains("://")) {
            return web.apply(URI.create(place));
        }
        try {
            Path folder = Path.of(place);
            Path inner = folder.resolve("board");
            boolean isInner = !Files.exists(folder.resolve(BoardPaths.CHECKPOINT)) && Files.isDirectory(inner);
            if (Files.isDirectory(folder)) {
                return new FolderBoard(isInner ? inner : folder);
            }
            if (Files.isRegularFile(folder)) {
                return archive.open(folder);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("neither an address, nor a folder, nor an archive", e);
        }
        throw new IllegalArgumentException("neither an address, nor a folder, nor an archive");
    }
}
