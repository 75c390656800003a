// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Finds the files of an archive. Only where they stand is asked of the library: their content is read by {@link Slice}, at any place. */
final class ArchiveReader {

    private static final int MAGIC_AT = 257;
    private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private ArchiveReader() {}

    /** @throws RefusedArchiveException if it is no archive that can be read at any place, or a hostile one */
    static Map<String, Slice> board(Path file) throws IOException {
        byte[] head = head(file);
        try {
            if (startsWith(head, 0, ZIP)) {
                return zip(file).board();
            }
            if (startsWith(head, MAGIC_AT, TAR)) {
                return tar(file).board();
            }
        } catch (RefusedArchiveException e) {
            throw e;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RefusedArchiveException("the archive is damaged: " + e.getMessage(), e);
        }
        throw new RefusedArchiveException(
                startsWith(head, 0, GZIP)
                        ? "a compressed tar cannot be read at any place: unpack it to a .tar first"
                        : "the file is neither a zip nor a tar archive");
    }

    private static byte[] head(Path file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(MAGIC_AT + TAR.length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int got = 0;
            while (head.hasRemaining() && got >= 0) {
                got = channel.read(head);
            }
        }
        return head.array();
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static ArchiveIndex zip(Path file) throws IOException {
        ArchiveIndex index = new ArchiveIndex(Files.size(file));
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.isDirectory()) {
                    ArchiveIndex.requireFolder(entry.getName());
                    continue;
                }
                boolean deflated = entry.getMethod() == ZipArchiveEntry.DEFLATED;
                if (entry.isUnixSymlink()
                        || entry.getGeneralPurposeBit().usesEncryption()
                        || !(deflated || entry.getMethod() == ZipArchiveEntry.STORED)) {
                    throw new RefusedArchiveException("the archive holds what is no plain file: " + entry.getName());
                }
                index.add(
                        entry.getName(),
                        new Slice(entry.getDataOffset(), entry.getCompressedSize(), entry.getSize(), deflated));
            }
        }
        return index;
    }

    private static ArchiveIndex tar(Path file) throws IOException {
        ArchiveIndex index = new ArchiveIndex(Files.size(file));
        try (TarFile tar = new TarFile(file)) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                if (entry.isDirectory()) {
                    ArchiveIndex.requireFolder(entry.getName());
                    continue;
                }
                boolean plain = entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL
                        || entry.getLinkFlag() == TarArchiveEntry.LF_OLDNORM;
                if (!plain || entry.isSparse()) {
                    throw new RefusedArchiveException("the archive holds what is no plain file: " + entry.getName());
                }
                index.add(entry.getName(), new Slice(entry.getDataOffset(), entry.getSize(), entry.getSize(), false));
            }
        }
        return index;
    }
}
