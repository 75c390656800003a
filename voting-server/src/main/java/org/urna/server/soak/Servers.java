// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.urna.server.trial.OwnProgram;
import org.urna.server.trial.TrialServer;

/** Servers on one database, each of which keeps its address when it is started again. */
final class Servers {

    private static final int TRIES = 3;
    private static final long TRY_MILLIS = 1_000;

    private final Path log;
    private final Path classes;
    private final Map<String, String> settings;
    private final List<TrialServer> servers = new CopyOnWriteArrayList<>();
    private int starts;
    private long longestNanos;

    /** @param settings of all of them */
    Servers(Path log, Map<String, String> settings) {
        this.log = log;
        this.classes = log.resolve("classes.jsa").toAbsolutePath();
        this.settings = settings;
    }

    /** Starts one more. */
    TrialServer add() throws IOException, InterruptedException {
        TrialServer server = start(0, settings);
        servers.add(server);
        return server;
    }

    int count() {
        return servers.size();
    }

    TrialServer get(int number) {
        return servers.get(number);
    }

    /** Their addresses, which do not change. */
    List<URI> addresses() {
        return servers.stream().map(TrialServer::uri).toList();
    }

    /** The addresses of those that run. */
    List<URI> up() {
        return servers.stream()
                .filter(TrialServer::isAlive)
                .map(TrialServer::uri)
                .toList();
    }

    /** Starts one again that has ended. */
    void restart(int number) throws IOException, InterruptedException {
        restart(number, Map.of());
    }

    /** Starts one again with more settings. */
    void restart(int number, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        int port = servers.get(number).uri().getPort();
        long begin = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                servers.set(number, start(port, all));
                longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
                return;
            } catch (IOException e) {
                // While it was away, a connection of somebody else may have been given its port.
                if (tries == TRIES || !String.valueOf(e.getMessage()).contains("Address already in use")) {
                    throw e;
                }
                Thread.sleep(TRY_MILLIS);
            }
        }
    }

    /**
     * The first, which issues the codes and is stopped then, is as anybody would start it, and leaves its classes to all that are started
     * later, which are up a third sooner.
     */
    private TrialServer start(int port, Map<String, String> with) throws IOException, InterruptedException {
        OwnProgram.Machine machine = starts++ == 0
                ? OwnProgram.Machine.STANDARD.leavingClasses(classes)
                : OwnProgram.Machine.SOON_UP.takingClasses(classes);
        return TrialServer.start(log, "server" + starts, machine, port, with);
    }

    /** The longest that one took from its start to listening again. */
    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** Forgets how long they took so far. */
    void restartWatch() {
        longestNanos = 0;
    }

    /** Ends all of them. */
    void stop() throws InterruptedException {
        for (TrialServer server : new ArrayList<>(servers)) {
            server.stop();
        }
    }
}
