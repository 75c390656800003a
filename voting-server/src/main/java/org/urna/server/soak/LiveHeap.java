// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another Java process holds on to: its heap after it has collected all garbage, as {@code jcmd} counts it. */
final class LiveHeap {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveHeap() {}

    /** Whether this Java has the tool for it; one that only runs programs has not. */
    static boolean canBeMeasured() {
        return Files.isExecutable(JCMD);
    }

    /** Bytes that a process holds now. It stands still meanwhile. */
    static long bytes(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = jcmd.waitFor();
        Matcher total = TOTAL.matcher(said);
        if (status != 0 || !total.find()) {
            throw new IOException("jcmd, status " + status + ", does not tell how large the heap is: "
                    + said.lines().findFirst().orElse(""));
        }
        return Long.parseLong(total.group(1));
    }
}
