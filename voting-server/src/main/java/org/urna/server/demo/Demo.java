// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * One whole election: roll, ceremony, codes, ballots, close, tally, publication, verification. Every person is a program of their own or a
 * client over HTTP; the verifier reads the published files alone.
 */
public final class Demo {

    private final Http http;
    private final Office office;
    private final Tools tools;
    private final Path data;
    private final PrintWriter progress;

    /**
     * A demonstration on a server that runs.
     *
     * @param server its address without a slash at the end
     * @param firstLink for its first administrator
     * @param tools folder of {@code trustee.jar} and {@code verifier.jar}; null to look for them
     * @param data folder of the server's data; what the demo's people keep goes into a folder of its own there
     * @param progress where each step is told
     */
    public static Demo on(URI server, String firstLink, @Nullable Path tools, Path data, PrintWriter progress)
            throws IOException, InterruptedException {
        Http http = new Http(server);
        Staff staff = Staff.enrol(http, firstLink, data.resolve("people").resolve("staff"));
        return new Demo(http, staff, Tools.find(tools), data, progress);
    }

    /**
     * @param data folder of the server's data; what the demo's people keep goes into a folder of its own there
     * @param progress where each step is told
     */
    Demo(Http http, Staff staff, Tools tools, Path data, PrintWriter progress) {
        this.http = http;
        this.office = new Office(http, staff);
        this.tools = tools;
        this.data = data;
        this.progress = progress;
    }

    /**
     * A finished election.
     *
     * @param status the verifier's exit status: results are worth reading only if it is 0
     * @param report what the verifier printed
     */
    public record Outcome(String election, int status, String report, String verifierCommand) {}

    /** An open election and the codes of its electors, by member number. */
    public record Opened(String election, People people, Map<String, String> codes, VoterBoard board) {

        /** Codes do not print. */
        @Override
        public String toString() {
            return "Opened[" + election + "]";
        }
    }

    /** Takes an election from nothing to open. */
    public Opened open(Poll poll) throws IOException, InterruptedException {
        Path folder = data.resolve("people").resolve(poll.title().replaceAll("[^A-Za-z0-9]+", "-"));
        People people = new People(tools, folder, http.server());
        Electorate electorate = poll.electorate();
        step("Two officers and five trustees make their keys");
        List<JsonNode> officers = people.officers();
        List<JsonNode> trustees = people.identities();
        step("The returning officer creates the election and imports a roll of "
                + electorate.members().size());
        String id = office.create(poll.draft(Instant.now(), officers, trustees));
        for (String text : poll.statements()) {
            office.upload(id, text);
        }
        office.importRoll(id, electorate.roll());
        step("Key ceremony: " + People.THRESHOLD + " of " + People.TRUSTEES + " trustees, a process each");
        office.startCeremony(id);
        people.ceremony(id);
        step("Voting codes are issued to the outbox " + data.resolve("outbox").resolve(id));
        JsonNode issued = office.issueCodes(id);
        tell("  " + issued.path("emails").asText() + " e-mails, "
                + issued.path("letters").asText() + " letters");
        step("Two officers check the set-up and seal it; the election opens by the clock");
        people.sign(id, office.draft(id, "setup", "planned"));
        office.awaitState(id, "open");
        Map<String, String> codes = Mailbox.codes(data.resolve("outbox").resolve(id), electorate.members());
        return new Opened(id, people, codes, VoterBoard.read(http, id));
    }

    /** Runs an election to its verified end. */
    Outcome run(Poll poll) throws IOException, InterruptedException {
        Opened opened = open(poll);
        step(poll.answers().size() + " members encrypt and cast their ballots over HTTP");
        return finish(opened, poll, vote(opened, poll));
    }

    /**
     * Takes an election in which the voting has ended to its verified end.
     *
     * @param receipts of its voters; the verifier is given the first
     */
    public Outcome finish(Opened opened, Poll poll, List<String> receipts) throws IOException, InterruptedException {
        String id = opened.election();
        step("Two officers close the election");
        opened.people().sign(id, office.draft(id, "close", "planned"));
        office.await(id, status -> status.path("state").asText().equals("closed") && awaitsAgreement(status));
        tally(opened, poll);
        office.awaitState(id, "tallied");
        step("Two officers publish");
        opened.people().sign(id, office.draft(id, "publish", "planned"));
        office.awaitState(id, "final");
        step("The verifier checks everything, from the published files alone");
        return verify(id, receipts);
    }

    private void tally(Opened opened, Poll poll) throws IOException, InterruptedException {
        step(People.THRESHOLD + " trustees verify the board, agree on it and draw lots");
        opened.people().agree(opened.election());
        if (poll.isMixed()) {
            step(People.THRESHOLD + " trustees mix the rankings, one after another, and prove it");
            opened.people().mix(opened.election());
        }
        step(People.THRESHOLD + " trustees decrypt "
                + (poll.isMixed() ? "what the last of them put out" : "the totals"));
        opened.people().decrypt(opened.election());
    }

    private static boolean awaitsAgreement(JsonNode status) {
        for (JsonNode each : status.path("awaiting")) {
            if (each.path("what").asText().equals("tally-agreement")) {
                return true;
            }
        }
        return false;
    }

    private List<String> vote(Opened opened, Poll poll) throws IOException, InterruptedException {
        SimulatedVoters devices = new SimulatedVoters(http, opened.election(), opened.board());
        try (ProgressBar bar = bar(poll.answers().size())) {
            return devices.vote(poll.answers(), opened.codes(), receipt -> bar.step());
        }
    }

    @SuppressWarnings("SystemConsoleNull") // on newer versions too few lines are printed to a file, no harm
    private static ProgressBar bar(int voters) {
        return new ProgressBarBuilder()
                .setTaskName("  ballots")
                .setInitialMax(voters)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(System.console() == null ? 5_000 : 250)
                .build();
    }

    private Outcome verify(String id, List<String> receipts) throws IOException, InterruptedException {
        Path receipt = data.resolve("people").resolve("receipt-" + id + ".jws");
        Files.write(receipt, receipts.get(0).getBytes(StandardCharsets.US_ASCII));
        String key = office.status(id).path("boardKey").asText();
        List<String> arguments =
                List.of("verify", http.server() + "/e/" + id, "--board-key", key, "--receipt", receipt.toString());
        Tools.Ended ended = tools.startVerifier(data.resolve("people").resolve("log"), "verify-" + id, arguments)
                .await();
        return new Outcome(
                id,
                ended.status(),
                ended.output() + (ended.status() == 0 ? "" : ended.errors()),
                tools.verifierCommand(List.of("verify", http.server() + "/e/" + id, "--board-key", key)));
    }

    private void step(String words) {
        tell("» " + words);
    }

    private void tell(String words) {
        progress.println(words);
        progress.flush();
    }
}
