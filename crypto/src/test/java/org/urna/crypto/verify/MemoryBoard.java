// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;

/** A board whose files are in a map by path. */
record MemoryBoard(Map<String, byte[]> files) implements Board {

    MemoryBoard {
        files = new HashMap<>(files);
    }

    private byte[] file(String path) throws IOException {
        byte[] file = files.get(path);
        if (file == null) {
            throw new IOException("no such file");
        }
        return file;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return file(BoardPaths.CHECKPOINT);
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return new ByteArrayInputStream(file(BoardPaths.CHECKPOINTS));
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        return file(tile.path());
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return new ByteArrayInputStream(file(BoardPaths.artifact(sha256.bytes())));
    }

    @Override
    public Optional<Collection<String>> artifacts() {
        return Optional.of(files.keySet().stream()
                .filter(path -> path.startsWith(BoardPaths.ARTIFACTS))
                .map(path -> path.substring(BoardPaths.ARTIFACTS.length()))
                .toList());
    }
}
