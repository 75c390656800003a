// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program under way. */
public record Running(String name, Process process, Path output, Path errors) {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Waits for the end; a program that does not end is killed, and the test fails with what it printed. */
    public Ended await() {
        return await(PATIENCE);
    }

    /** Waits for the end of a program that may take so long; one that does not end is killed with all that it has started. */
    public Ended await(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                List<ProcessHandle> started = process.descendants().toList();
                process.destroyForcibly().waitFor();
                started.forEach(ProcessHandle::destroyForcibly);
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
