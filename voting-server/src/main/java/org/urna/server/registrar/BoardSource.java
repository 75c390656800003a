// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.util.Optional;
import org.urna.crypto.record.ElectionId;

/** Where the published files of one election are read from. Nothing that it returns is trusted. Safe for concurrent use. */
public interface BoardSource {

    /**
     * The content of a file.
     *
     * @param path below the board, such as {@code tile/entries/000}
     * @param most bytes that it may have
     * @throws IOException if it is not there, cannot be read, or is longer
     */
    byte[] read(String path, long most) throws IOException;

    /** The election that the place says it has; empty if it does not say. */
    default Optional<ElectionId> named() {
        return Optional.empty();
    }
}
