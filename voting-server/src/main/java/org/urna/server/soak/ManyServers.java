// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;
import org.urna.server.trial.PostgreSqlCluster;
import org.urna.server.trial.ReadyBallots;
import org.urna.server.trial.Receipts;

/**
 * Two servers on one PostgreSQL: every {@link Fault} while an election is voted in, then the close with voters on both servers, the count, and the
 * verifier, a process of its own, over everything.
 */
final class ManyServers {

    private static final int SERVERS = 2;
    private static final int DEVICES = 4;
    private static final long PAUSE_MILLIS = 40;
    private static final int CLOSING_DEVICES = 8;

    /** Voters who come while officers close. */
    private static final int CLOSING = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path programs;
    private final @Nullable Path tools;
    private final int each;
    private final SplittableRandom random;
    private final long deadline;
    private final PrintWriter progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notDone = new ArrayList<>();

    /**
     * @param programs folder of {@code initdb} and {@code postgres}
     * @param each how often each fault is done
     * @param most after which no further fault begins
     */
    ManyServers(
            Path folder,
            Path programs,
            @Nullable Path tools,
            int each,
            long seed,
            Duration most,
            PrintWriter progress) {
        this.folder = folder;
        this.programs = programs;
        this.tools = tools;
        this.each = each;
        this.random = new SplittableRandom(seed);
        this.deadline = System.nanoTime() + most.toNanos();
        this.progress = progress;
    }

    /** Everything once. */
    List<Finding> run() throws IOException, InterruptedException, SQLException {
        PostgreSqlCluster database = PostgreSqlCluster.create(programs, folder.resolve("postgresql"));
        Path data = folder.resolve("data");
        Servers servers =
                new Servers(folder.resolve("log"), Map.of("URNA_DB_URL", database.url(), "URNA_DATA", data.toString()));
        try {
            URI first = servers.add().uri();
            Demo demo = Demo.on(first, servers.get(0).firstLink(), tools, data, progress);
            int during = Fault.values().length * each * Trickle.MOST;
            int closing = CLOSING + each;
            TrialPoll poll = TrialPoll.of(during + closing);
            Demo.Opened opened = demo.open(poll);
            Tormentor.prepareClock(database);
            servers.stop();
            servers.restart(0);
            while (servers.count() < SERVERS) {
                servers.add();
            }
            tell("» " + poll.answers().size() + " ballots are encrypted and signed");
            List<byte[]> ballots = ReadyBallots.make(opened, poll);
            Voters voters = new Voters(servers.addresses(), opened.election(), ballots);
            BoardWatch watch = new BoardWatch(servers.addresses(), opened.election());
            torment(new Tormentor(servers, database, random), voters, during);
            close(demo, opened, poll, ballots.subList(0, voters.begun() + closing), voters, watch);
            return List.copyOf(findings);
        } finally {
            servers.stop();
            database.kill();
        }
    }

    private void torment(Tormentor tormentor, Voters voters, int last)
            throws IOException, InterruptedException, SQLException {
        voters.beginWhenLet(DEVICES, last);
        for (Fault fault : Fault.values()) {
            voters.restartWatch();
            int before = voters.answered();
            List<String> faults = new ArrayList<>();
            int times = 0;
            while (times < each && System.nanoTime() < deadline && voters.begun() + Trickle.MOST <= last) {
                int expected = voters.begun();
                Trickle coming = new Trickle(voters);
                tormentor.torment(fault);
                times++;
                if (!allAnswered(voters, expected + coming.end())) {
                    faults.add(
                            "not every ballot was answered within " + PATIENCE.toSeconds() + " s after fault " + times);
                    break;
                }
            }
            faults.addAll(voters.wrong());
            voters.refused().forEach((ballot, answer) -> faults.add("ballot " + ballot + " was refused: " + answer));
            found(new Finding(
                    fault.title(),
                    times,
                    voters.answered() - before,
                    voters.longest().toMillis(),
                    faults));
            if (times < each && faults.isEmpty()) {
                notDone.add(fault.title() + ", " + times + " times instead of " + each
                        + ": the time was over, or no ballots were left");
            }
        }
        voters.end();
    }

    /** What could not be done as often as it was asked for. */
    List<String> notDone() {
        return List.copyOf(notDone);
    }

    private static boolean allAnswered(Voters voters, int ballots) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (voters.answered() + voters.refused().size() < ballots) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    /** The rest of the voters come while officers close: each has a receipt or is told that it is too late. */
    private void close(
            Demo demo, Demo.Opened opened, TrialPoll poll, List<byte[]> ballots, Voters voters, BoardWatch watch)
            throws IOException, InterruptedException {
        voters.restartWatch();
        int before = voters.answered();
        voters.begin(CLOSING_DEVICES, ballots.size(), CLOSING_DEVICES * PAUSE_MILLIS);
        List<String> given = List.of(voters.receipts().values().iterator().next());
        Demo.Outcome outcome = demo.finish(opened, poll, given);
        voters.join();
        List<String> faults = new ArrayList<>(voters.wrong());
        voters.refused().forEach((ballot, answer) -> {
            if (!answer.contains("urn:urna:problem:closed")) {
                faults.add("ballot " + ballot + " was refused: " + answer);
            }
        });
        faults.addAll(receipts(opened, ballots, voters));
        faults.addAll(watch.faults());
        int receipts = voters.answered();
        boolean all = outcome.report()
                .lines()
                .anyMatch(line -> line.contains("ballot-proofs") && line.contains(" " + receipts + " "));
        if (outcome.status() != 0 || !all) {
            faults.add("the verifier, status " + outcome.status() + ", does not find exactly the " + receipts
                    + " ballots that have receipts:\n" + outcome.report());
        }
        tell("  " + receipts + " receipts, " + voters.refused().size() + " told that it is too late, " + voters.tries()
                + " tries; " + watch.count() + " checkpoints seen; verifier status " + outcome.status());
        found(new Finding("close", 1, receipts - before, voters.longest().toMillis(), faults));
    }

    private static List<String> receipts(Demo.Opened opened, List<byte[]> ballots, Voters voters) {
        List<String> faults = new ArrayList<>();
        Receipts receipts = new Receipts(opened.board());
        voters.receipts().forEach((ballot, receipt) -> {
            try {
                receipts.check(ballots.get(ballot), receipt.getBytes(StandardCharsets.US_ASCII));
            } catch (MalformedException e) {
                faults.add("ballot " + ballot + ": " + e.getMessage());
            }
        });
        return faults;
    }

    private void found(Finding finding) {
        findings.add(finding);
        tell("  " + finding.name() + ": " + finding.times() + " times, " + finding.ballots()
                + " receipts meanwhile, the longest wait " + finding.longestMillis() + " ms"
                + (finding.faults().isEmpty() ? "" : ", NOT WELL"));
    }

    private void tell(String words) {
        progress.println(words);
        progress.flush();
    }
}
