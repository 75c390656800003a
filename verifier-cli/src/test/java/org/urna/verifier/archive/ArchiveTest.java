// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;

/** G3 Archives come from strangers. */
class ArchiveTest {

    private static final Path BOARD = Path.of("src/test/resources/sample/board");

    @TempDir
    Path folder;

    private interface Entries {
        void write(ZipArchiveOutputStream zip) throws IOException;
    }

    private static void put(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(BOARD)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A zip with the sample board below {@code root}, and something more. */
    private Path zip(String root, Entries more) throws IOException {
        Path file = folder.resolve("board.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (Path each : files()) {
                put(zip, root + BOARD.relativize(each), Files.readAllBytes(each));
            }
            more.write(zip);
        }
        return file;
    }

    private Path tar(String root, TarArchiveEntry... more) throws IOException {
        Path file = folder.resolve("board.tar");
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path each : files()) {
                TarArchiveEntry entry = new TarArchiveEntry(root + BOARD.relativize(each));
                entry.setSize(Files.size(each));
                tar.putArchiveEntry(entry);
                Files.copy(each, tar);
                tar.closeArchiveEntry();
            }
            for (TarArchiveEntry entry : more) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    private static Outcome verify(Path archive) throws IOException {
        return Verification.run(ArchiveBoard.open(archive), Anchors.NONE, Resources.ofCaller())
                .report()
                .overall();
    }

    private static void assertRefused(Path archive, String reason) {
        assertThatThrownBy(() -> ArchiveBoard.open(archive))
                .isInstanceOf(RefusedArchiveException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "board/", "./", "0123456789abcdef0123456789abcdef/board/"})
    void aBoardIsFoundInAZipAndInATarWhereverItStands(String root) throws IOException {
        assertThat(verify(zip(root, zip -> put(zip, "README.txt", new byte[10]))))
                .isEqualTo(Outcome.NOT_CHECKED);
        assertThat(verify(tar(root))).isEqualTo(Outcome.NOT_CHECKED);
    }

    @Test
    void whatTheProgramPacksItselfVerifiesAndIsTheSameEveryTime() throws IOException {
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        ArchiveWriter.write(BOARD, first);
        ArchiveWriter.write(BOARD, second);

        assertThat(verify(first)).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../checkpoint",
                "/etc/passwd",
                "board/../../x",
                "C:/x",
                "a\\..\\b",
                "board//x",
                "board/./x",
                "tile/\u0000x"
            })
    void aNameThatLeadsOutOfTheArchiveIsRefused(String name) throws IOException {
        assertRefused(zip("board/", zip -> put(zip, name, new byte[1])), "leads out of it");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() throws IOException {
        assertRefused(zip("board/", zip -> put(zip, "board/checkpoints", new byte[3])), "stands twice");
    }

    @Test
    void aFileThatGrowsAThousandfoldIsRefusedUnread() throws IOException {
        assertRefused(
                zip("board/", zip -> put(zip, "board/artifact/" + "0".repeat(64), new byte[1 << 25])),
                "grow beyond measure");
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        assertRefused(tar("board/", new TarArchiveEntry("board/x", TarArchiveEntry.LF_SYMLINK)), "no plain file");
        assertRefused(tar("board/", new TarArchiveEntry("board/x", TarArchiveEntry.LF_LINK)), "no plain file");
        assertRefused(tar("board/", new TarArchiveEntry("board/x", TarArchiveEntry.LF_CHR)), "no plain file");
        assertRefused(
                zip("board/", zip -> {
                    ZipArchiveEntry link = new ZipArchiveEntry("board/x");
                    link.setUnixMode(0120777);
                    zip.putArchiveEntry(link);
                    zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
                    zip.closeArchiveEntry();
                }),
                "no plain file");
    }

    @Test
    void twoBoardsInOneFileAreRefusedAndSoIsNone() throws IOException {
        assertRefused(zip("board/", zip -> put(zip, "other/checkpoint", new byte[1])), "more than one board");
        Path empty = folder.resolve("empty.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(empty)) {
            put(zip, "README.txt", new byte[1]);
        }
        assertRefused(empty, "no board");
    }

    @Test
    void whatIsNoArchiveOrEndsTooEarlyIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(zip("board/", zip -> {}));
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
        Path text = Files.writeString(folder.resolve("text.zip"), "hello");
        Path gzip = Files.write(folder.resolve("board.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertRefused(cut, "damaged");
        assertRefused(text, "neither");
        assertRefused(gzip, "unpack it");
    }

    /** Files that point at the same bytes make much of little: the central directory is written by hand here. */
    @Test
    void filesThatShareTheirBytesAreRefused() throws IOException {
        byte[] zip = Files.readAllBytes(zip("board/", more -> put(more, "board/tile/x", new byte[64])));
        // The last central header gets the place of the first file: same length of name is not needed for overlapping
        // data.
        int last = lastIndexOf(zip, new byte[] {'P', 'K', 1, 2});
        for (int i = 42; i < 46; i++) {
            zip[last + i] = 0;
        }
        assertRefused(Files.write(folder.resolve("shared.zip"), zip), "share their bytes");
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    /** G1 What is wrong inside is for the verification to find. */
    @Test
    void aChangedFileInAnArchiveFailsTheVerification() throws IOException {
        Path file = folder.resolve("changed.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (Path each : files()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                Files.copy(each, content);
                byte[] bytes = content.toByteArray();
                if (each.toString().contains("entries")) {
                    bytes[bytes.length - 3] ^= 1;
                }
                put(zip, "board/" + BOARD.relativize(each), bytes);
            }
            put(zip, "board/artifact/" + "a".repeat(64), new byte[1]);
        }

        var report = Verification.run(ArchiveBoard.open(file), Anchors.NONE, Resources.ofCaller())
                .report();

        assertThat(report.row(Check.LOG_TILES).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(report.row(Check.ARTIFACTS).outcome()).isEqualTo(Outcome.FAIL);
    }
}
