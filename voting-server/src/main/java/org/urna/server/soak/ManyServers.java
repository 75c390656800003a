// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;
import org.urna.server.trial.PostgreSqlCluster;
import org.urna.server.trial.ReadyBallots;

/**
 * Two servers on one PostgreSQL: every {@link Fault} while an election is voted in, then the close with voters on both servers, the count, and the
 * verifier, a process of its own, over everything.
 */
final class ManyServers {

    private static final int SERVERS = 2;

    private final Path folder;
    private final Path programs;
    private final @Nullable Path tools;
    private final ToIntFunction<Fault> often;
    private final SplittableRandom random;
    private final Duration most;
    private final PrintWriter progress;

    /**
     * @param programs folder of {@code initdb} and {@code postgres}
     * @param often how often each fault is done
     * @param most from the first fault, after which no further one begins
     */
    ManyServers(
            Path folder,
            Path programs,
            @Nullable Path tools,
            ToIntFunction<Fault> often,
            long seed,
            Duration most,
            PrintWriter progress) {
        this.folder = folder;
        this.programs = programs;
        this.tools = tools;
        this.often = often;
        this.random = new SplittableRandom(seed);
        this.most = most;
        this.progress = progress;
    }

    /** Everything once; what is found is added as it is found. */
    void run(List<Finding> findings, List<String> notDone)
            throws IOException, InterruptedException, SQLException, MalformedException {
        PostgreSqlCluster database = PostgreSqlCluster.create(programs, folder.resolve("postgresql"));
        Servers servers = new Servers(
                folder.resolve("log"),
                Map.of(
                        "URNA_DB_URL",
                        database.url(),
                        "URNA_DATA",
                        folder.resolve("data").toString()));
        try {
            vote(database, servers, findings, notDone);
        } finally {
            servers.stop();
            database.kill();
        }
    }

    private void vote(PostgreSqlCluster database, Servers servers, List<Finding> findings, List<String> notDone)
            throws IOException, InterruptedException, SQLException, MalformedException {
        URI first = servers.add().uri();
        BallotOffice office =
                BallotOffice.enrol(first, servers.get(0).firstLink(), tools, folder.resolve("data"), progress);
        int during = Series.ballots(often);
        TrialPoll poll = TrialPoll.of(during + Closing.BALLOTS);
        Demo.Opened opened = office.open(poll);
        MovedClock clock = MovedClock.install(database);
        servers.stop();
        servers.restart(0);
        while (servers.count() < SERVERS) {
            servers.add();
        }
        tell("» " + poll.answers().size() + " ballots are encrypted and signed");
        List<byte[]> ballots = ReadyBallots.make(opened, poll);
        Voters voters = new Voters(servers.addresses(), opened.election(), ballots);
        BoardReader board = new BoardReader(opened);
        BoardWatch watch = new BoardWatch(servers.addresses(), board);
        Tormentor tormentor = new Tormentor(servers, database, clock, voters, random);
        tell("» Faults, while they are cast");
        Series series = new Series(tormentor, servers, voters, board, random, often, finding -> {
            findings.add(finding);
            tell("  " + finding.name() + ": " + finding.times() + " times, the longest wait " + finding.longestMillis()
                    + " ms" + (finding.isWell() ? "" : ", NOT WELL"));
        });
        if (series.run(during, most)) {
            findings.add(new Closing(voters, ballots, board, watch).run(first, office, opened, poll));
        } else {
            notDone.add("all that follows the first part that is not well, the close with it");
        }
    }

    private void tell(String words) {
        progress.println(words);
        progress.flush();
    }
}
