// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;

/**
 * The newest checkpoint that was signed with the keys of each election, in a file beside them. The database has it too; but a database that is
 * restored from an old backup does not know what was signed since, and this file does. Blocks on the file system. Safe for concurrent use.
 */
final class LastSigned {

    private static final String FILE = "last-signed";

    private final Path folder;
    private final Map<String, Long> sizes = new HashMap<>();

    /** @param folder of the secret keys */
    LastSigned(Path folder) {
        this.folder = folder;
    }

    /** Keeps a note unless a newer one is kept already. */
    synchronized void keep(String election, byte[] note) throws IOException {
        long size = read(note).size();
        if (size <= known(election)) {
            return;
        }
        Path file = file(election);
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".part");
        try {
            write(part, note);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        sizes.put(election, size);
    }

    /** On disk before it takes the other's place: a power cut leaves the old one or the new one, never an empty file, with which no server would start. */
    private static void write(Path part, byte[] note) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(note);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private long known(String election) throws IOException {
        Long known = sizes.get(election);
        return known != null ? known : of(election).map(Checkpoint::size).orElse(0L);
    }

    /** The newest one of an election; empty if none was signed here yet. */
    Optional<Checkpoint> of(String election) throws IOException {
        try {
            return Optional.of(read(Files.readAllBytes(file(election))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Checkpoint read(byte[] note) throws IOException {
        try {
            return Checkpoint.parse(Note.parse(note).text());
        } catch (MalformedException e) {
            throw new IOException("the checkpoint that was signed last cannot be read: " + e.getMessage(), e);
        }
    }

    private Path file(String election) {
        return folder.resolve(election).resolve(FILE);
    }
}
