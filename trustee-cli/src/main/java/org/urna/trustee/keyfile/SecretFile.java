// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.urna.trustee.RefusedException;

/**
 * Files that only their owner may read. Each write is on the disk, name and content, before the method returns: a crash leaves the
 * old content or the new, never a part.
 */
public final class SecretFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OWNERS_FOLDER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /**
     * Writes a new file with mode 600 and reads it back.
     *
     * @throws RefusedException if the file exists, or what is read back differs
     */
    public static void create(Path file, byte[] content) throws IOException, RefusedException {
        try {
            write(file, content, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(file + " exists and is never overwritten: choose another name", e);
        }
        syncFolder(file);
        readBack(file, content);
    }

    /** Replaces a file as a whole: written beside it, then renamed over it. */
    public static void replace(Path file, byte[] content) throws IOException, RefusedException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(beside); // what a crash before the rename left
        write(beside, content, StandardOpenOption.CREATE_NEW);
        readBack(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file);
    }

    /**
     * Reads a file of at most {@code most} bytes.
     *
     * @throws RefusedException if it is not there, too large, or readable by others than its owner
     */
    public static byte[] read(Path file, int most) throws IOException, RefusedException {
        try (InputStream in = Files.newInputStream(file)) {
            requireOwnerOnly(file);
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new RefusedException(file + " is too large to be what is looked for: check the name");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + " is not there: check the name", e);
        }
    }

    /** Makes a folder that only its owner may enter, if it is not there; its name is on the disk when this returns. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        FileAttribute<?>[] attributes = isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS_FOLDER)}
                : new FileAttribute<?>[0];
        Files.createDirectory(folder, attributes);
        syncFolder(folder);
    }

    /** @throws RefusedException if there is no such file */
    static void requireThere(Path file) throws RefusedException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(file + " is not there: check the name");
        }
    }

    private static void requireOwnerOnly(Path file) throws IOException, RefusedException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new RefusedException(file + " can be read by others: run chmod 600 on it, and ask who has read it");
        }
    }

    private static void write(Path file, byte[] content, OpenOption how) throws IOException {
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(file, Set.of(how, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void readBack(Path file, byte[] content) throws IOException, RefusedException {
        if (!Arrays.equals(Files.readAllBytes(file), content)) {
            throw new RefusedException(file + " reads back differently: use another disk");
        }
    }

    private static void syncFolder(Path file) throws IOException {
        if (isPosix(file)) { // elsewhere a folder cannot be opened, and renames are journalled
            try (FileChannel folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
