// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.Running;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Voter;

/** A whole election whose voting codes a registrar's program makes, without a network, apart from the server. */
class SeparateRegistrarTest {

    private static final int MEMBERS = 60;
    private static final int VOTERS = 20;

    private final Home home = Home.create("registrar");
    private final Path own = home.folder().resolve("registrar");
    private Election election;

    @Test
    void aRegistrarApartServesAnElectionAndTheServerNeverHoldsACode() throws Exception {
        JsonNode key = new JsonMapper()
                .readTree(
                        registrar("key").expect(0).output().lines().findFirst().orElseThrow());
        try (ServerProcess server = ServerProcess.start(home, Map.of())) {
            Http http = server.http();
            election = Election.inCeremony(home, http, MEMBERS, new People(home).officers(2), draft -> {
                draft.putObject("registrar").put("mode", "separate").set("key", key);
                return draft;
            });
            election.holdCeremony(http);
            issue(http);
            election.seal(http);
            at(http, "send").expect(0);
            List<String> codes = election.codes(own.resolve("outbox"));
            assertThat(new HashSet<>(codes)).hasSize(MEMBERS);
            vote(http, codes);
            status(http);
            assertThat(at(http, "remind").expect(0).output()).contains("reminders: " + (MEMBERS - VOTERS));
            replace(http, codes.get(MEMBERS - 1));
            election.close(http);
            election.tally(http);
            assertThat(election.verify(http).expect(0).output())
                    .contains("The voting codes were made apart from the server");
            assertThat(at(http, "destroy", "--yes").expect(1).errors()).contains("the time for disputes is not over");
            nothingAtTheServer(codes);
        }
    }

    private Ended registrar(String... arguments) {
        return start(arguments).await();
    }

    private Running start(String... arguments) {
        List<String> all = new ArrayList<>(List.of("registrar"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", own.toString()));
        return Programs.SERVER.start(home.folder().resolve("registrar-log"), all, Map.of());
    }

    private Ended at(Http http, String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--election", election.place(http)));
        all.addAll(List.of(more));
        return registrar(all.toArray(String[]::new));
    }

    /** Is killed while it makes the codes; then leaves the list on a stick, which is carried to the server; then finds it there. */
    private void issue(Http http) throws Exception {
        String roll = election.keep("roll.csv", Election.roll(MEMBERS)).toString();
        Path stick = home.folder().resolve("stick");
        Running killed = start("issue", "--roll", roll, "--election", election.place(http));
        while (killed.process().isAlive() && !killed.said().contains("voting codes for election")) {
            Thread.sleep(5);
        }
        killed.process().destroyForcibly();
        killed.await();
        Path mirror = home.folder().resolve("mirror");
        Programs.VERIFIER.run(home.log(), "mirror", election.place(http), mirror.toString());
        registrar("issue", "--roll", roll, "--election", mirror.toString(), "--out", stick.toString())
                .expect(0);
        List<String> carry = new ArrayList<>(List.of("carry", "--out", stick.toString()));
        carry.addAll(People.place(http, election.id()));
        Programs.TRUSTEE.run(home.log(), carry.toArray(String[]::new)).expect(0);
        Ended again = at(http, "issue", "--roll", roll).expect(0);
        assertThat(again.output())
                .contains("issued before: " + MEMBERS + " codes", "the public credentials stand on the board");
    }

    private void vote(Http http, List<String> codes) {
        PollingBooth booth = election.booth(http);
        for (int member = 0; member < VOTERS; member++) {
            booth.cast(http, booth.encrypt(member, codes.get(member)));
        }
    }

    private void status(Http http) throws Exception {
        Path members = home.folder().resolve("members.csv");
        assertThat(at(http, "status", "--members", members.toString()).expect(0).output())
                .contains("voted      " + VOTERS, "queued 0, sent " + MEMBERS + ", came back 0");
        List<String> lines = Files.readAllLines(members);
        assertThat(lines).hasSize(MEMBERS + 1);
        for (int member = 1; member <= MEMBERS; member++) {
            String line = lines.get(member);
            assertThat(line.endsWith(",")).as(line).isEqualTo(member > VOTERS);
        }
    }

    /** The old code is void when two officers have signed; the new one is in the outbox after the next sending. */
    private void replace(Http http, String old) throws Exception {
        Voter late = election.booth(http).encrypt(MEMBERS - 1, old);
        Ended asked =
                at(http, "replace", "--member", String.format("M%03d", MEMBERS)).expect(0);
        Matcher number = Pattern.compile("decision ([0-9]+)").matcher(asked.output());
        assertThat(number.find()).isTrue();
        election.sign(http, Integer.parseInt(number.group(1)));
        assertThat(election.booth(http).send(http, late).statusCode()).isEqualTo(403);
        assertThat(at(http, "replace", "--member", "M001").expect(1).errors()).contains("has voted");
        long before = files();
        at(http, "send").expect(0);
        assertThat(files()).isEqualTo(before + 1);
    }

    private long files() throws Exception {
        try (Stream<Path> files = Files.list(own.resolve("outbox").resolve(election.id()))) {
            return files.count();
        }
    }

    /** Not in the database's file, free pages included, nor in any other file of the server or its log. */
    private void nothingAtTheServer(List<String> codes) throws Exception {
        int read = 0;
        for (Path folder : List.of(home.data(), home.log())) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    for (String code : codes) {
                        assertThat(content.contains(code) || content.contains(code.replace("-", "")))
                                .as("a code in %s", file)
                                .isFalse();
                    }
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(5);
    }
}
