// SPDX-License-Identifier: Apache-2.0
package org.urna.server.trial;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code voting-server serve} as a process, to be killed, frozen and started again on the same data. */
public final class TrialServer {

    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+:\\d+)\\s");
    private static final Pattern FIRST_LINK = Pattern.compile("first administrator[^\\n]* (https?://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;

    /** Exit status of a process that SIGKILL ended, and of one that ended itself in that way. */
    private static final int CRASHED = 137;

    private final Process process;
    private final Path output;
    private final URI uri;

    private TrialServer(Process process, Path output, URI uri) {
        this.process = process;
        this.output = output;
        this.uri = uri;
    }

    /** Starts a server on a {@linkplain OwnProgram.Machine#STANDARD standard} machine; it listens when this returns. */
    public static TrialServer start(Path log, String name, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(log, name, OwnProgram.Machine.STANDARD, port, settings);
    }

    /**
     * Starts a server; it listens when this returns, or has listened and ended since.
     *
     * @param log folder for what it prints
     * @param port 0 for any free one
     * @param settings beside host, port and public address
     * @throws IOException with what it printed if it does not start
     */
    public static TrialServer start(
            Path log, String name, OwnProgram.Machine machine, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        Process process = launch(log, name, machine, port, settings);
        Path output = OwnProgram.output(log, name);
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean goesOn = true;
        while (goesOn) {
            // Asked before the output is read: one that listens and ends at once has said so by then.
            goesOn = process.isAlive() && System.nanoTime() < end;
            Matcher listening = LISTENING.matcher(Files.readString(output));
            if (listening.find()) {
                return new TrialServer(process, output, URI.create(listening.group(1)));
            }
            Thread.sleep(POLL_MILLIS);
        }
        process.destroyForcibly().waitFor();
        throw new IOException("a server did not start:\n" + Files.readString(output)
                + Files.readString(OwnProgram.errors(log, name)));
    }

    private static Process launch(
            Path log, String name, OwnProgram.Machine machine, int port, Map<String, String> settings)
            throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put("URNA_HTTP_HOST", "127.0.0.1");
        all.put("URNA_HTTP_PORT", "" + port);
        all.put("URNA_PUBLIC_URL", "https://vote.example.org");
        all.putAll(settings);
        return OwnProgram.start(log, name, machine, List.of("serve"), all);
    }

    /** Its address without a slash at the end. */
    public URI uri() {
        return uri;
    }

    /** The link for its first administrator; empty if it has one. */
    public String firstLink() throws IOException {
        Matcher link = FIRST_LINK.matcher(Files.readString(output));
        return link.find() ? link.group(1) : "";
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has ended as one does whose machine loses its power: at a fail point, or by SIGKILL. */
    public boolean hasCrashed() {
        return !process.isAlive() && process.exitValue() == CRASHED;
    }

    /** SIGKILL, as a power cut would be for it; it is gone when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it where it is, with every lock that it holds; connections to it stay open and nobody answers. */
    public void freeze() throws IOException, InterruptedException {
        Signals.send("STOP", process.pid());
    }

    /** Lets a frozen one go on. */
    public void resume() throws IOException, InterruptedException {
        Signals.send("CONT", process.pid());
    }

    /** Asks it to end and waits until it has; one that does not, as a frozen one cannot, is killed. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }
}
