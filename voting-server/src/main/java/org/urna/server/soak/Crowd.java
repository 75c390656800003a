// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Voters among thousands of connections that want nothing or take their time. */
final class Crowd {

    /** Ballots of this part. */
    static final int BALLOTS = 200;

    private static final int DEVICES = 4;
    private static final long PAUSE_MILLIS = 20;

    /** A voter must not wait longer than one without the others might. */
    private static final long LONGEST_MILLIS = 5_000;

    private static final byte[] SLOW_REQUEST =
            "POST /api/v1/elections HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.US_ASCII);

    private final URI server;
    private final Voters voters;
    private final int idle;
    private final int slow;
    private final List<String> notes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * @param idle connections that send nothing
     * @param slow connections that send a byte now and then
     */
    Crowd(URI server, Voters voters, int idle, int slow) {
        this.server = server;
        this.voters = voters;
        this.idle = idle;
        this.slow = slow;
    }

    Finding run() throws IOException, InterruptedException {
        voters.restartWatch();
        int before = voters.answered();
        int held = hold();
        int receipts = voters.answered() - before;
        faults.addAll(voters.wrong());
        voters.refused().forEach((ballot, answer) -> faults.add("ballot " + ballot + " was refused: " + answer));
        if (held < idle + slow) {
            faults.add("only " + held + " of " + (idle + slow) + " connections were held while voters cast");
        }
        if (receipts < BALLOTS) {
            faults.add("only " + receipts + " of " + BALLOTS + " voters have receipts");
        }
        if (voters.longest().toMillis() > LONGEST_MILLIS) {
            faults.add("a voter waited longer than " + LONGEST_MILLIS + " ms");
        }
        return new Finding(
                "connections", held, idle + slow, receipts, voters.longest().toMillis(), notes, faults);
    }

    /** Has voters cast while the connections are open; gives how many of them the server held to the end. */
    private int hold() throws IOException, InterruptedException {
        try (HeldConnections connections = new HeldConnections(server)) {
            try {
                connections.idle(idle);
                connections.slow(slow, SLOW_REQUEST);
            } catch (IOException e) {
                notes.add("after " + connections.opened() + " no more could be opened: " + e.getMessage());
            }
            voters.begin(DEVICES, voters.begun() + BALLOTS, PAUSE_MILLIS, Integer.MAX_VALUE);
            voters.join();
            return connections.held();
        }
    }
}
