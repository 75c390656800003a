// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a mirrored board into one zip file. The same board gives the same bytes on the same Java. */
public final class ArchiveWriter {

    /** The first that a zip can name; when a mirror was made is nobody's business, and would make two mirrors differ. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;

    private ArchiveWriter() {}

    /**
     * Writes the archive; under its name it is whole or not there.
     *
     * @param folder a board, with its file {@code checkpoint}
     */
    public static void write(Path folder, Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(
                        "board/" + folder.relativize(file).toString().replace('\\', '/'));
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
    }
}
