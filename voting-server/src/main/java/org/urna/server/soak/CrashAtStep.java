// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Ends one of two servers between two steps of a cast, at each step in turn. A server is started with the step at which it is to end, and whoever
 * comes then begins with it; what it has left behind is taken on by the other one. After all steps it is the other one's turn.
 */
final class CrashAtStep {

    /** The names of the steps of a cast, as the server's setting for tests takes them. */
    static final List<String> STEPS = List.of("verified", "inserted", "committed", "signed", "answered");

    private static final long PATIENCE_MILLIS = 20_000;
    private static final long POLL_MILLIS = 20;

    private final Servers servers;
    private final Voters voters;
    private final Map<String, Integer> reached = new TreeMap<>();
    private int server;

    /** @param server that goes first */
    CrashAtStep(Servers servers, Voters voters, int server) {
        this.servers = servers;
        this.voters = voters;
        this.server = server;
        STEPS.forEach(step -> reached.put(step, 0));
    }

    /** Starts a server that will end; everybody begins with it. */
    void prepare(int time) throws IOException, InterruptedException {
        if (time > 0 && time % STEPS.size() == 0) {
            heal();
            server = (server + 1) % servers.count();
        }
        servers.get(server).kill(); // if it runs still
        servers.restart(server, Map.of("URNA_FAILPOINT", step(time) + ":1"));
        voters.turnTo(server);
    }

    /**
     * Waits until it has ended.
     *
     * @throws IOException if nobody brings it to its step
     */
    void strike(int time) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (servers.get(server).isAlive() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
        voters.turnToAny();
        if (!servers.get(server).hasCrashed()) {
            servers.get(server).kill();
            throw new IOException("the step " + step(time) + " was not reached in " + PATIENCE_MILLIS / 1_000 + " s");
        }
        reached.merge(step(time), 1, Integer::sum);
    }

    /** Has the server that has ended run again. */
    void heal() throws IOException, InterruptedException {
        if (!servers.get(server).isAlive()) {
            servers.restart(server);
        }
    }

    /** How often each step was reached, for people. */
    String reached() {
        StringBuilder said = new StringBuilder("ended after");
        STEPS.forEach(step -> said.append(step.equals(STEPS.get(0)) ? " " : ", ")
                .append(step)
                .append(' ')
                .append(reached.get(step)));
        return said.toString();
    }

    private static String step(int time) {
        return STEPS.get(time % STEPS.size());
    }
}
