// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of a board in a folder, as {@code verifier mirror} makes it: for a machine without a network. */
public final class CopiedBoard implements BoardSource {

    private static final String CHECKPOINT = "checkpoint";

    private final Path folder;

    /**
     * Finds the copy.
     *
     * @param place the board's folder, or one with it in {@code board}
     * @throws IOException if there is none
     */
    public CopiedBoard(Path place) throws IOException {
        this.folder = (Files.exists(place.resolve(CHECKPOINT)) ? place : place.resolve("board")).normalize();
        if (!Files.isRegularFile(folder.resolve(CHECKPOINT))) {
            throw new IOException("there is no copy of a board in " + place);
        }
    }

    @Override
    public byte[] read(String path, long most) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("outside of the copy");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("the copy of the board has no " + path);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Bounded.read(in, most);
        }
    }
}
