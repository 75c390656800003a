// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.ListedNotes;
import org.urna.server.store.Store;

/** The files of one board as the server would serve them. Blocks. */
public final class DatabaseBoard implements Board {

    private final Store store;
    private final BoardFiles files;
    private final String election;

    public DatabaseBoard(Store store, BoardFiles files, String election) {
        this.store = store;
        this.files = files;
        this.election = election;
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return present(files.checkpoint(election), "checkpoint");
    }

    @Override
    public InputStream checkpoints() throws IOException {
        ListedNotes.State state = Waiting.on(files.listed(election))
                .orElseThrow(() -> new IOException(BoardPaths.CHECKPOINTS + " is not there"));
        Path file = Files.createTempFile("urna-board", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                Waiting.on(files.history(election, state, part -> written(out, part)));
            }
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Future<Void> written(OutputStream out, byte[] part) {
        try {
            out.write(part);
            return Future.succeededFuture();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        return present(files.tile(election, tile), tile.path());
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return new ByteArrayInputStream(present(files.artifact(election, sha256.hex()), "artifact " + sha256));
    }

    @Override
    public Optional<Collection<String>> artifacts() throws IOException {
        List<String> names = new ArrayList<>();
        Waiting.on(store.query(
                        "SELECT sha256 FROM artifact WHERE election = #{election} ORDER BY sha256",
                        Map.of("election", election)))
                .forEach(row -> names.add(row.getString("sha256")));
        return Optional.of(names);
    }

    private static byte[] present(Future<Optional<byte[]>> file, String name) throws IOException {
        return Waiting.on(file).orElseThrow(() -> new IOException(name + " is not there"));
    }
}
