// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;

/** The people of a trial's ballot office, who open its election and, however much later, close, count and verify it. */
final class BallotOffice {

    /** A one-time code that was shown once is not taken again, and each is good for a minute or so. */
    private static final Duration SAME_CODE = Duration.ofSeconds(90);

    private final URI server;
    private final @Nullable Path tools;
    private final Path data;
    private final PrintWriter progress;
    private final Demo demo;
    private final long enrolled = System.nanoTime();

    private BallotOffice(URI server, @Nullable Path tools, Path data, PrintWriter progress, Demo demo) {
        this.server = server;
        this.tools = tools;
        this.data = data;
        this.progress = progress;
        this.demo = demo;
    }

    /**
     * Enrols them.
     *
     * @param link of the first administrator
     * @param tools folder of {@code trustee.jar} and {@code verifier.jar}; null to look for them
     * @param data folder of the server's data
     */
    static BallotOffice enrol(URI server, String link, @Nullable Path tools, Path data, PrintWriter progress)
            throws IOException, InterruptedException {
        return new BallotOffice(server, tools, data, progress, Demo.on(server, link, tools, data, progress));
    }

    /** Takes an election from nothing to open. */
    Demo.Opened open(TrialPoll poll) throws IOException, InterruptedException {
        return demo.open(poll);
    }

    /**
     * Closes, tallies, publishes and verifies.
     *
     * @return everything that is wrong: the verifier must pass and find exactly the ballots with receipts
     */
    List<String> finish(Demo.Opened opened, TrialPoll poll, Voters voters) throws IOException, InterruptedException {
        List<String> given = List.copyOf(voters.receipts().values());
        if (given.isEmpty()) {
            return List.of("nobody has a receipt");
        }
        // Nobody asked anything of the session while the servers suffered, and it may have ended meanwhile.
        boolean signIn = System.nanoTime() - enrolled > SAME_CODE.toNanos();
        Demo staff = signIn ? Demo.on(server, "", tools, data, progress) : demo;
        Demo.Outcome outcome = staff.finish(opened, poll, given);
        int receipts = voters.answered();
        boolean all = Pattern.compile("(?m)^ballot-proofs +" + receipts + " +" + receipts + " +pass\\b")
                .matcher(outcome.report())
                .find();
        return outcome.status() == 0 && all
                ? List.of()
                : List.of("the verifier, status " + outcome.status() + ", does not find exactly the " + receipts
                        + " ballots that have receipts:\n" + outcome.report());
    }
}
