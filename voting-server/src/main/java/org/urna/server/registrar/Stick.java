// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.urna.crypto.record.Hash;

/**
 * Leaves a message and its files in a folder, as {@code trustee carry} takes them to a server: for a machine without a network. What lies there is
 * public.
 */
public final class Stick implements HandOver {

    private static final int NAME_DIGITS = 16;

    private final Path folder;

    public Stick(Path folder) {
        this.folder = folder;
    }

    @Override
    public void take(byte[] message, List<byte[]> files) throws IOException {
        Path kept = Files.createDirectories(folder.resolve("files"));
        for (byte[] file : files) {
            write(kept.resolve(Hash.sha256(file).hex()), file);
        }
        Path messages = Files.createDirectories(folder.resolve("messages"));
        String name = "credentials-" + Hash.sha256(message).hex().substring(0, NAME_DIGITS) + ".json";
        write(messages.resolve(name), message);
    }

    @Override
    public boolean isRead() {
        return false;
    }

    /** Whole and on the disk, or not there: a stick is pulled out early. */
    private static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
