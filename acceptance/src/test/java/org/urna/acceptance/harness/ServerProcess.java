// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code voting-server serve} as a process, to be stopped, killed and started again on the same data. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+:\\d+)\\s");
    private static final Pattern FIRST_LINK = Pattern.compile("first administrator[^\\n]* (https?://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Running running;
    private final Http http;

    private ServerProcess(Running running, Http http) {
        this.running = running;
        this.http = http;
    }

    /** Starts a server on the data of {@code home}, on a free port; it listens when this returns. */
    public static ServerProcess start(Home home, Map<String, String> settings) {
        Running running = launch(home, settings);
        Instant end = Instant.now().plus(PATIENCE);
        while (running.process().isAlive() && Instant.now().isBefore(end)) {
            Matcher listening = LISTENING.matcher(running.printed());
            if (listening.find()) {
                keepFirstLink(home, running.printed());
                return new ServerProcess(running, new Http(URI.create(listening.group(1))));
            }
            pause(50);
        }
        running.process().destroyForcibly();
        throw new AssertionError("the server did not start:\n" + running.await().everything());
    }

    /** Starts a server whose public address is the one where it listens: browsers take no cookie of an https address over plain http. */
    public static ServerProcess startForBrowsers(Home home, Map<String, String> settings) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("URNA_HTTP_PORT", String.valueOf(port));
        all.put("URNA_PUBLIC_URL", "http://127.0.0.1:" + port);
        return start(home, all);
    }

    /** A port of this machine on which nobody listens now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void keepFirstLink(Home home, String printed) {
        Matcher link = FIRST_LINK.matcher(printed);
        if (link.find()) {
            try {
                Files.createDirectories(home.people());
                Files.writeString(Staff.link(home), link.group(1));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Starts a server that may refuse to. */
    public static Running launch(Home home, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("URNA_HTTP_HOST", "127.0.0.1");
        all.put("URNA_HTTP_PORT", "0");
        all.put("URNA_PUBLIC_URL", "https://vote.example.org");
        all.put("URNA_DATA", home.data().toString());
        all.putAll(settings);
        return Programs.SERVER.start(home.log(), List.of("serve"), all);
    }

    public Http http() {
        return http;
    }

    public boolean isAlive() {
        return running.process().isAlive();
    }

    /** What it logged so far. */
    public String logged() {
        return running.printed() + running.said();
    }

    /** Kills it with SIGKILL, as a power cut would, and waits until it is gone. */
    public void kill() {
        running.process().destroyForcibly();
        running.await();
    }

    /** Waits until it ends by itself. */
    public Ended awaitEnd() {
        return running.await();
    }

    /** Asks it to end and waits until it has. */
    @Override
    public void close() {
        running.process().destroy();
        running.await();
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
