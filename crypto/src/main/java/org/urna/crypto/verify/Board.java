// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileSource;
import org.urna.crypto.record.Hash;

/**
 * The published files of one election, wherever they are. Nothing that it returns is trusted. Must be safe for concurrent use; bounds the
 * size of what it reads and the time that it waits.
 */
public interface Board extends TileSource {

    /** The file {@code checkpoint}. */
    byte[] checkpoint() throws IOException;

    /** The file {@code checkpoints}; closed by the caller. */
    InputStream checkpoints() throws IOException;

    /**
     * The content of a hash tile or entry bundle.
     *
     * @throws IOException if it is not there or cannot be read
     */
    @Override
    byte[] read(Tile tile) throws IOException;

    /**
     * The content of an artifact; closed by the caller, who reads no more than the length that it expects.
     *
     * @throws IOException if it is not there or cannot be read
     */
    InputStream artifact(Hash sha256) throws IOException;

    /**
     * The names of all artifacts that are there, where this can be known: a folder knows it and a web server does not. Used to report files
     * that no entry names.
     */
    default Optional<Collection<String>> artifacts() throws IOException {
        return Optional.empty();
    }
}
