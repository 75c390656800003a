// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program under way. */
public record Running(String name, Process process, Path output, Path errors) {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Waits for the end; a program that does not end is killed, and the test fails with what it printed. */
    public Ended await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(name + " did not end:\n" + ended().everything());
            }
            return ended();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What it printed so far. */
    public String printed() {
        return read(output);
    }

    /** What it said on the side so far. */
    public String said() {
        return read(errors);
    }

    private Ended ended() {
        return new Ended(name, process.exitValue(), printed(), said());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
