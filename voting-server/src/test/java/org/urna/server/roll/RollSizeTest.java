// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large roll in little memory, imported by a process of its own. {@code -Durna.roll.rows=800000} gives it the heap that the product promises for a
 * roll of that size; the ordinary run takes fewer rows and a heap that could not hold them.
 */
class RollSizeTest {

    private static final int ORDINARY_ROWS = 50_000;

    @TempDir
    private Path data;

    @Test
    void aRollIsReadCheckedAndWrittenInBoundedMemory() throws Exception {
        int rows = Integer.getInteger("urna.roll.rows", ORDINARY_ROWS);
        Path log = data.resolve("log");

        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        rows > ORDINARY_ROWS ? "-Xmx512m" : "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Durna.test.pg="
                                + Optional.ofNullable(System.getProperty("urna.test.pg"))
                                        .orElse(""),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargeImport.class.getName(),
                        data.toString(),
                        String.valueOf(rows)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(15, TimeUnit.MINUTES);
        process.destroyForcibly();

        String output = Files.readString(log, StandardCharsets.UTF_8);
        System.err.println(
                output.lines().filter(line -> line.startsWith("roll:")).toList());
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        // Every thousandth row has the number of the one before it, every hundredth shares an e-mail address with the
        // one before it.
        long duplicates = rows / 1_000 * 2L;
        assertThat(output).contains("roll: members " + (rows - duplicates));
    }
}
