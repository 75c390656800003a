// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;

/**
 * What a watcher must not forget: the newest state of the board that it saw, and which key signed it. Files in a folder of one election, durable
 * before anybody is told; one watcher at a time has them. Safe for concurrent use.
 */
public final class Memory implements AutoCloseable {

    private static final String CHECKPOINT = "checkpoint";
    private static final String BOARD_KEY = "board-key";
    /** Digits of a root by which a kept checkpoint is told from another of the same size. */
    private static final int ROOT_DIGITS = 16;

    private final Path folder;
    private final FileChannel lockFile;
    private @Nullable Seen seen;

    private Memory(Path folder, FileChannel lockFile, @Nullable Seen seen) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.seen = seen;
    }

    /**
     * Opens the folder, which is made if it is not there.
     *
     * @throws IllegalArgumentException if another watcher has it, or it holds what this program did not write
     */
    @SuppressWarnings("resource") // the lock is held as long as the channel is open
    public static Memory open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IllegalArgumentException("another watcher uses this folder");
            }
            Path file = folder.resolve(CHECKPOINT);
            Seen seen = Files.exists(file) ? Seen.of(Note.parse(Files.readAllBytes(file))) : null;
            return new Memory(folder, lockFile, seen);
        } catch (OverlappingFileLockException e) {
            lockFile.close();
            throw new IllegalArgumentException("another watcher uses this folder", e);
        } catch (MalformedException e) {
            lockFile.close();
            throw new IllegalArgumentException("the checkpoint in the folder is damaged: " + e.getMessage(), e);
        }
    }

    /** The newest state seen. */
    synchronized Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    /** What a witness does with the newest state: decides, and remembers another one before it answers. */
    interface Step<T> {
        T take(Optional<Seen> newest) throws IOException;
    }

    /** Runs a step while nobody else changes the newest state. */
    synchronized <T> T alone(Step<T> step) throws IOException {
        return step.take(Optional.ofNullable(seen));
    }

    /** Remembers a state, unless a later one was remembered meanwhile. */
    synchronized void remember(Seen next) throws IOException {
        if (seen == null || next.size() >= seen.size()) {
            write(CHECKPOINT, next.note().write());
            seen = next;
        }
    }

    /** The key that signed the board when it was seen first; what comes later must have the same. */
    Optional<NoteKey> boardKey() throws IOException {
        Path file = folder.resolve(BOARD_KEY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NoteKey.parse(Files.readString(file).strip()));
        } catch (MalformedException e) {
            throw new IOException("the board key in the folder is damaged", e);
        }
    }

    void pin(String boardKey) throws IOException {
        write(BOARD_KEY, boardKey + "\n");
    }

    /** Keeps two states that contradict each other, each once however often it is met; returns where. */
    Path evidence(Seen earlier, Seen later) throws IOException {
        Path evidence = Files.createDirectories(folder.resolve("evidence"));
        for (Seen state : List.of(earlier, later)) {
            String root = state.checkpoint().root().toString();
            write(
                    "evidence/" + state.size() + "-" + root.substring(0, ROOT_DIGITS),
                    state.note().write());
        }
        return evidence;
    }

    /** After this the content is on the disk under its name, or the earlier content still is. */
    private void write(String name, String content) throws IOException {
        Path part = folder.resolve(name + ".part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
