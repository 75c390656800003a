// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: runs a whole election on this machine and leaves a second one open. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Runs a whole election on this machine, then leaves one open to try.",
        description = {
            "The Labour Party's ballot for leader of 2020 at one to a thousand: the server, five trustees, two officers, every voter"
                    + " and the verifier run as they would in earnest. The status is the verifier's.",
            "With --ranked the ballot for deputy leader, decided in three rounds, and a nine-seat executive by single"
                    + " transferable vote: trustees mix the rankings before they decrypt them, and anybody can recount. All"
                    + " rankings are made up, since none were published; those for deputy leader give the published rounds.",
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int MIN_VOTERS = 20;
    private static final int TO_TRY = 60;
    private static final long SEED = 2020;

    /**
     * A running server.
     *
     * @param firstLink for the first administrator; empty if there is one already
     * @param stop ends it
     */
    public record Started(String firstLink, AutoCloseable stop) {

        @Override
        public String toString() {
            return "Started";
        }
    }

    /** Starts a server with these settings. */
    public interface Starter {
        /**
         * Starts it; complete once it listens.
         *
         * @param settings names and values as in the environment
         */
        Started start(Map<String, String> settings) throws Exception;
    }

    private final Starter starter;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--exit", description = "End after the verification instead of leaving an election open.")
    private boolean exit;

    @Option(names = "--ranked", description = "Rank candidates: deputy leader and executive instead of leader.")
    private boolean ranked;

    @Option(
            names = "--voters",
            paramLabel = "N",
            description = "Electors on the roll (default: ${DEFAULT-VALUE}, one to a thousand).",
            defaultValue = "784")
    private int voters;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the data there instead of in a temporary folder.")
    private @Nullable Path data;

    @Option(names = "--tools", paramLabel = "DIR", description = "Folder of trustee.jar and verifier.jar.")
    private @Nullable Path tools;

    @Option(
            names = "--vote",
            paramLabel = "MEMBER=CHOICE",
            description =
                    "Change what one member means to do: 0 hands in a blank ballot, 1 and up are the candidates, -1 does not"
                            + " vote. May be given several times.")
    private Map<String, Integer> votes = new LinkedHashMap<>();

    public DemoCommand(Starter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        if (voters < MIN_VOTERS) {
            throw new ParameterException(spec.commandLine(), "--voters: at least " + MIN_VOTERS);
        }
        Poll poll = ranked ? rankings() : leader();
        Tools found = Tools.find(tools);
        Path folder = data == null ? Files.createTempDirectory("urna-demo") : Files.createDirectories(data);
        int port = freePort();
        URI server = URI.create("http://127.0.0.1:" + port);
        Started running = starter.start(Map.of(
                "URNA_HTTP_HOST",
                "127.0.0.1",
                "URNA_HTTP_PORT",
                "" + port,
                "URNA_PUBLIC_URL",
                server.toString(),
                "URNA_DATA",
                folder.toString()));
        try {
            return run(new Http(server), running.firstLink(), found, folder, poll);
        } finally {
            running.stop().close();
            if (data == null) {
                delete(folder);
            }
        }
    }

    private Poll rankings() {
        if (!votes.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--vote goes with the ballot for leader, not with --ranked");
        }
        PublishedRounds published = PublishedRounds.labourDeputy2020();
        try {
            return RankedPoll.scaled(published.title(), published, Demonstration.read(), voters, SEED);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--voters: " + e.getMessage(), e);
        }
    }

    private Poll leader() {
        PublishedBallot published = PublishedBallot.labourLeadership2020();
        Electorate electorate = Electorate.scaled(published, voters, SEED);
        checkVotes(electorate, published.options().size());
        Electorate changed = new Electorate(electorate.members().stream()
                .map(member -> member.meaning(votes.getOrDefault(member.number(), member.intention())))
                .toList());
        return new LeaderPoll(published.title(), published, Demonstration.read(), changed, false);
    }

    private void checkVotes(Electorate electorate, int options) {
        votes.forEach((member, choice) -> {
            if (electorate.members().stream().noneMatch(m -> m.number().equals(member))) {
                throw new ParameterException(spec.commandLine(), "--vote: no member " + member);
            }
            if (choice < Electorate.ABSTAINS || choice > options) {
                throw new ParameterException(spec.commandLine(), "--vote: a choice is from -1 to " + options);
            }
        });
    }

    private int run(Http http, String firstLink, Tools found, Path folder, Poll poll) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Staff staff = Staff.enrol(http, firstLink, folder.resolve("people").resolve("staff"));
        Demo demo = new Demo(http, staff, found, folder, spec.commandLine().getErr());
        Demo.Outcome outcome = demo.run(poll);
        out.println(outcome.report());
        if (outcome.status() != 0) {
            out.println("The verifier did not pass (status " + outcome.status() + "): no result is shown.");
            out.flush();
            return outcome.status();
        }
        out.println(poll.result(http, outcome.election()));
        out.println();
        out.println("Verify it yourself:\n  " + outcome.verifierCommand());
        out.flush();
        if (!exit) {
            new OpenToTry(demo, http, staff, folder, out).open(second(), outcome.election());
        }
        return outcome.status();
    }

    private Poll second() {
        if (ranked) {
            return RankedPoll.scaled(
                    "A second ranked ballot, open to try",
                    PublishedRounds.labourDeputy2020(),
                    Demonstration.read(),
                    TO_TRY,
                    SEED);
        }
        PublishedBallot published = PublishedBallot.labourLeadership2020();
        return new LeaderPoll(
                "A second ballot, open to try",
                published,
                Demonstration.read(),
                Electorate.scaled(published, TO_TRY, SEED),
                true);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
