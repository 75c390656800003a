// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
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
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int MIN_VOTERS = 20;
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
        PublishedBallot published = PublishedBallot.labourLeadership2020();
        Electorate electorate = Electorate.scaled(published, voters, SEED);
        checkVotes(electorate, published.options().size());
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
            return run(new Http(server), running.firstLink(), found, folder, published, electorate);
        } finally {
            running.stop().close();
            if (data == null) {
                delete(folder);
            }
        }
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

    private int run(
            Http http, String firstLink, Tools found, Path folder, PublishedBallot published, Electorate electorate)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Staff staff = Staff.enrol(http, firstLink, folder.resolve("people").resolve("staff"));
        Demo demo = new Demo(
                http, staff, found, folder, published, spec.commandLine().getErr());
        Demo.Outcome outcome =
                demo.run(electorate, member -> member.meaning(votes.getOrDefault(member.number(), member.intention())));
        out.println(outcome.report());
        if (outcome.result() == null) {
            out.println("The verifier did not pass (status " + outcome.status() + "): no result is shown.");
            out.flush();
            return outcome.status();
        }
        out.println(String.format(
                Locale.UK,
                "%s, %,d electors for the %,d of the real ballot (scaled by largest remainder), read from the board:",
                published.title(),
                voters,
                published.electorate()));
        out.println();
        out.print(ResultTable.of(published, outcome.result()));
        out.println("  published figures: " + published.source());
        out.println();
        out.println("Verify it yourself:\n  " + outcome.verifierCommand());
        out.flush();
        if (!exit) {
            leaveOpen(demo, http, staff, folder, published, out);
        }
        return outcome.status();
    }

    private static void leaveOpen(
            Demo demo, Http http, Staff staff, Path folder, PublishedBallot published, PrintWriter out)
            throws IOException, InterruptedException {
        Electorate few = Electorate.scaled(published, 60, SEED);
        Demo.Opened opened = demo.open("A second ballot, open to try", few, true);
        String page = http.server() + "/e/" + opened.election();
        out.println();
        out.println("A second election is open until you press Ctrl-C. Vote in it, each link once:");
        few.members().stream()
                .collect(Collectors.groupingBy(Electorate.Member::section, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(section -> section.stream()
                        .limit(1)
                        .forEach(m -> out.println("  vote     " + page + "/vote#"
                                + opened.codes().get(m.number()) + "  (" + m.number() + ", " + m.section() + ")")));
        out.println("  pages    " + http.server() + "/");
        out.println("           " + page + "/");
        for (String each : List.of("find", "entries", "results", "verify")) {
            out.println("           " + page + "/" + each);
        }
        out.println("           " + http.server() + "/check");
        out.println("  status   " + http.server() + "/api/v1/elections/" + opened.election());
        out.println("  board    " + http.server() + BoardEntries.board(opened.election()) + "checkpoint");
        out.println("  API      " + http.server() + "/api/v1/openapi.yaml");
        out.println("  staff    " + http.server() + "/staff/   sign in as one of these; codes are of " + Instant.now());
        staff.logins().forEach(login -> out.println("           " + login.printed()));
        out.println("  officers and trustees: key files and passphrases in " + folder.resolve("people"));
        out.println("  all codes in " + folder.resolve("outbox").resolve(opened.election()));
        out.flush();
        new CountDownLatch(1).await();
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
