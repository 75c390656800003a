// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;
import org.urna.server.trial.OwnProgram;
import org.urna.server.trial.ReadyBallots;
import org.urna.server.trial.Receipts;
import org.urna.server.trial.TrialServer;

/** Measures casting into one whole election, from its first draft to the verifier's verdict on it. */
final class Casts {

    private final int ballots;
    private final double seconds;
    private final long seed;
    private final @Nullable Path tools;
    private final PrintWriter progress;

    /**
     * @param ballots that are made ready; load ends early when they are used up
     * @param seconds that each stretch lasts
     * @param seed decides when ballots are sent
     * @param tools folder of {@code trustee.jar} and {@code verifier.jar}; null to look for them
     */
    Casts(int ballots, double seconds, long seed, @Nullable Path tools, PrintWriter progress) {
        this.ballots = ballots;
        this.seconds = seconds;
        this.seed = seed;
        this.tools = tools;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param folder for everything that the run leaves behind
     * @param settings of the server: its database
     * @throws IOException if a receipt or the verifier finds fault
     */
    Row measure(String name, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException, MalformedException {
        Path log = folder.resolve("log");
        TrialServer server = TrialServer.start(log, "server", 0, settings);
        try {
            Demo demo = Demo.on(server.uri(), server.firstLink(), tools, folder.resolve("data"), progress);
            TrialPoll poll = TrialPoll.of(ballots);
            Demo.Opened opened = demo.open(poll);
            tell("» " + ballots + " ballots are encrypted and signed");
            List<byte[]> ready = ReadyBallots.make(opened, poll);
            Path file = folder.resolve("ballots");
            ReadyBallots.write(file, ready);
            tell("» The generator of load sends them");
            List<Phase> phases = load(log, folder, server, opened.election(), file);
            List<byte[]> receipts = ReadyBallots.read(folder.resolve("receipts"));
            Receipts checked = new Receipts(opened.board());
            checked.check(ready, receipts);
            tell("  " + checked.count() + " ballots cast, every receipt holds");
            verify(demo, opened, poll, receipts, checked.count());
            return new Row(name, phases, checked.count());
        } finally {
            server.stop();
        }
    }

    private List<Phase> load(Path log, Path folder, TrialServer server, String election, Path ballotFile)
            throws IOException, InterruptedException {
        Process generator = OwnProgram.start(
                log,
                "load",
                List.of(
                        "load",
                        "--server=" + server.uri(),
                        "--pid=" + server.pid(),
                        "--election=" + election,
                        "--ballots=" + ballotFile,
                        "--receipts=" + folder.resolve("receipts"),
                        "--figures=" + folder.resolve("figures.json"),
                        "--seconds=" + seconds,
                        "--seed=" + seed),
                Map.of());
        if (generator.waitFor() != 0) {
            throw new IOException("the generator of load failed: " + Files.readString(OwnProgram.errors(log, "load")));
        }
        return Arrays.asList(
                new JsonMapper().readValue(folder.resolve("figures.json").toFile(), Phase[].class));
    }

    private void verify(Demo demo, Demo.Opened opened, TrialPoll poll, List<byte[]> receipts, int cast)
            throws IOException, InterruptedException {
        List<String> given = new ArrayList<>();
        for (byte[] receipt : receipts) {
            if (receipt.length > 0) {
                given.add(new String(receipt, StandardCharsets.US_ASCII));
            }
        }
        Demo.Outcome outcome = demo.finish(opened, poll, given);
        long proofs = outcome.report()
                .lines()
                .filter(line -> line.contains("ballot-proofs") && line.contains("" + cast))
                .count();
        if (outcome.status() != 0 || proofs == 0) {
            throw new IOException("the verifier does not find " + cast + " good ballots (status " + outcome.status()
                    + "):\n" + outcome.report());
        }
        tell("  the verifier passes: all " + cast + " ballots stand and hold");
    }

    private void tell(String words) {
        progress.println(words);
        progress.flush();
    }
}
