// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.urna.server.trial.TrialServer;

/** Servers on one database, each of which keeps its address when it is started again. */
final class Servers {

    private final Path log;
    private final Map<String, String> settings;
    private final List<TrialServer> servers = new CopyOnWriteArrayList<>();
    private int starts;

    /** @param settings of all of them */
    Servers(Path log, Map<String, String> settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Starts one more. */
    TrialServer add() throws IOException, InterruptedException {
        TrialServer server = TrialServer.start(log, "server" + ++starts, 0, settings);
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

    /** Starts one again that has ended. */
    void restart(int number) throws IOException, InterruptedException {
        restart(number, Map.of());
    }

    /** Starts one again with more settings. */
    void restart(int number, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        int port = servers.get(number).uri().getPort();
        servers.set(number, TrialServer.start(log, "server" + ++starts, port, all));
    }

    /** Ends all of them. */
    void stop() throws InterruptedException {
        for (TrialServer server : new ArrayList<>(servers)) {
            server.stop();
        }
    }
}
