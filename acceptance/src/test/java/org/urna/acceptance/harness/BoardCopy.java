// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/**
 * A board's files in memory.
 *
 * @param files by path, with slashes
 */
public record BoardCopy(Map<String, byte[]> files) implements Board {

    /** Reads a folder. */
    public static BoardCopy of(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new BoardCopy(files);
    }

    /** Reads the one board that is somewhere in a folder. */
    public static BoardCopy findIn(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return of(all.filter(file -> file.endsWith(BoardPaths.CHECKPOINT))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no board in " + folder))
                    .getParent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The same board with another content of one file, or without it. */
    public BoardCopy with(String path, Optional<byte[]> content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.remove(path);
        content.ifPresent(bytes -> changed.put(path, bytes));
        return new BoardCopy(changed);
    }

    /** All entries that its checkpoint covers, in order. */
    public List<byte[]> entries() {
        try {
            List<byte[]> entries = new ArrayList<>();
            for (Tile tile : Tile.forSize(
                    Checkpoint.parse(Note.parse(checkpoint()).text()).size())) {
                if (tile.level() == Tile.ENTRIES) {
                    entries.addAll(EntryBundle.decode(tile, read(tile)));
                }
            }
            return entries;
        } catch (IOException | MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** All entries, read. */
    public List<Entry> read() {
        return entries().stream().map(BoardCopy::read).toList();
    }

    private static Entry read(byte[] bytes) {
        try {
            return Entry.read(bytes);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] file(String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new NoSuchFileException(path);
        }
        return content;
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
