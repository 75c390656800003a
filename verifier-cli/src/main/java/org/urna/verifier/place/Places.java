// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.place;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.verify.Board;

/** Finds the board that the user names. */
public final class Places {

    private Places() {}

    /**
     * Opens a place.
     *
     * @param place an address with {@code ://}, or a folder that holds a board or an election's {@code board}
     * @param web opens an address
     * @throws IllegalArgumentException if it is neither; the message is for the user
     */
    public static Board open(String place, Function<URI, Board> web) {
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
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("neither an address nor a folder", e);
        }
        throw new IllegalArgumentException("neither an address nor a folder");
    }
}
