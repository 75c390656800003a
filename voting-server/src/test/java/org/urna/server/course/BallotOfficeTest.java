// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;

/** The ballot office during one poll: new codes at the desk, by members themselves, in time and too late, and while they vote; and a halt. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BallotOfficeTest {

    private static final List<Choices> BALLOT = List.of(Choices.of(2, 1), Choices.of(3, 1));

    private Play play;
    private Map<Integer, VotingCode> codes;

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        play = new Play(data, Databases.sqlite(data));
        play.create(play.draft(), Play.roll(5));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        ok(200, play.staff("/credentials"));
        play.decide("setup", null, "planned");
        play.await("open");
        codes = play.codes();
        assertThat(play.cast(play.ballot(codes.get(4), "full", BALLOT)).statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    void close() {
        play.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return play.server.send(play.server
                .staff(play.path(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> ask(String number) throws Exception {
        return send("POST", "/reissues", "{\"memberNumber\":\"" + number + "\"}");
    }

    private HttpResponse<String> claim(String number, String contact) throws Exception {
        return play.server.send(play.server
                .open(play.path("/reissue-claims"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"memberNumber\":\"" + number + "\",\"contact\":\"" + contact + "\"}")));
    }

    private JsonNode standing(String number) throws Exception {
        for (JsonNode each : ok(200, send("GET", "/standings?search=member", null))) {
            if (each.path("memberNumber").asText().equals(number)) {
                return each;
            }
        }
        throw new AssertionError("not found: " + number);
    }

    private JsonNode requests() throws Exception {
        return ok(200, send("GET", "/reissues", null)).path("requests");
    }

    private JsonNode propose(int members, int voted) throws Exception {
        JsonNode proposed = ok(200, send("POST", "/reissues/proposals", "{\"reason\":\"code-lost\"}"));
        assertThat(proposed.path("members").asInt()).isEqualTo(members);
        assertThat(proposed.path("voted").asInt()).isEqualTo(voted);
        return proposed;
    }

    private JsonNode decision(long number) throws Exception {
        for (JsonNode each : ok(200, play.server.send(play.server.open(play.path("/decisions"))))) {
            if (each.path("number").asLong() == number) {
                return each;
            }
        }
        throw new AssertionError("no decision " + number);
    }

    private void awaitNoClaims() throws Exception {
        for (int i = 0;
                i < 300 && !play.board.column("SELECT id FROM reissue_claim").isEmpty();
                i++) {
            Thread.sleep(50);
        }
        assertThat(play.board.column("SELECT id FROM reissue_claim")).isEmpty();
    }

    @Test
    @Order(1)
    void theDeskSeesWhereAMessageIsAndWhetherAMemberVotedAndNothingOfTheVote() throws Exception {
        JsonNode waiting = standing("2");
        JsonNode voted = standing("4");

        assertThat(waiting.path("message").path("state").asText()).isEqualTo("sent");
        assertThat(waiting.path("voted").asText()).isEqualTo("not-voted");
        assertThat(waiting.has("noReissue")).isFalse();
        assertThat(voted.path("voted").asText()).isEqualTo("voted");
        assertThat(voted.path("votedOn").asText())
                .isEqualTo(EntryTime.of(Instant.now()).substring(0, 10));
        assertThat(voted.path("noReissue").asText()).isEqualTo("voted");
        assertThat(voted.toString())
                .doesNotContain(WholeElectionTest.credential(play, codes.get(4)))
                .doesNotContain("tracker", "index", ":00Z");
        assertThat(ok(200, send("GET", "/standings?search=m4%40example", null))).hasSize(1);
        assertThat(ok(200, send("GET", "/standings?search=nobody", null))).isEmpty();
    }

    @Test
    @Order(2)
    void whoAsksByThemselvesLearnsNothingWhoeverTheyAre() throws Exception {
        Set<String> answers = new HashSet<>();
        String[][] claims = {
            {"2", "m2@example.org"},
            {"2", "someone@example.org"},
            {"4", "M4@example.org"},
            {"999", "m2@example.org"},
            {"1", "ab12cd"},
            {"3", "ZZ1 1ZZ"},
            {"' OR 1=1 --", "x"}
        };
        for (String[] each : claims) {
            HttpResponse<String> answer = claim(each[0], each[1]);
            answers.add(answer.statusCode() + "|" + answer.body() + "|"
                    + answer.headers().map().keySet());
        }
        awaitNoClaims();

        assertThat(answers).hasSize(1).allMatch(each -> each.startsWith("202||"));
        assertThat(requests())
                .extracting(each ->
                        each.path("memberNumber").asText() + each.path("origin").asText())
                .containsExactly("1self", "2self");
        // Who has voted is told so at the address on the roll, and on which day.
        Path outbox = play.data.resolve("outbox").resolve(play.election);
        Path told = outbox.resolve("000006.eml");
        for (int i = 0; i < 200 && !Files.exists(told); i++) {
            Thread.sleep(50);
        }
        assertThat(Files.readString(told))
                .contains("To: m4@example.org", "you voted on")
                .doesNotContain(codes.get(4).display(), "http");
    }

    @Test
    @Order(3)
    void aCallerWhoAsksTooOftenIsTurnedAway() throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < 40; i++) {
            last = claim("no" + i, "x");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("too-many-attempts").doesNotContain("member");
        awaitNoClaims();
        assertThat(requests()).hasSize(2);
    }

    @Test
    @Order(4)
    void whoHasVotedGetsNoNewCodeAndDatesAreKept() throws Exception {
        HttpResponse<String> voted = ask("4");
        assertThat(voted.statusCode()).isEqualTo(422);
        assertThat(voted.body())
                .contains(
                        "reissue-refused",
                        "has voted on " + EntryTime.of(Instant.now()).substring(0, 10));
        assertThat(ask("2").body()).contains("asked for already");
        assertThat(ask("999").statusCode()).isEqualTo(404);
        String past = EntryTime.of(Instant.now().minus(Duration.ofMinutes(2)));
        String later = EntryTime.of(Instant.now().plus(Duration.ofHours(1)));
        // Late for letters, in time for e-mails.
        answered(204, send("PUT", "/reissues/terms", "{\"postUntil\":\"" + past + "\"}"));
        assertThat(standing("3").path("noReissue").asText()).isEqualTo("too-late");
        assertThat(ask("3").body()).contains("too-late");
        answered(204, send("PUT", "/reissues/terms", "{\"opens\":\"" + later + "\"}"));
        assertThat(ask("3").body()).contains("not-yet");
        assertThat(send("PUT", "/reissues/terms", "{\"opens\":\"" + later + "\",\"emailUntil\":\"" + past + "\"}")
                        .statusCode())
                .isEqualTo(400);
        answered(204, send("PUT", "/reissues/terms", "{}"));
        answered(204, ask("3"));
        answered(204, send("DELETE", "/reissues?number=3", null));
        assertThat(send("DELETE", "/reissues?number=3", null).statusCode()).isEqualTo(404);
    }

    private static void answered(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    @Test
    @Order(5)
    void whoVotesBeforeTheSecondSignatureKeepsTheirVoteAndTheOthersWaitOn() throws Exception {
        JsonNode drafted = decision(propose(2, 0).path("number").asLong());
        assertThat(standing("1").path("reissue").path("state").asText()).isEqualTo("proposed");
        assertThat(send("POST", "/reissues/proposals", "{\"reason\":\"code-lost\"}")
                        .statusCode())
                .isEqualTo(409);
        ok(200, play.sign(drafted, play.officers.get(0)));
        assertThat(play.cast(play.ballot(codes.get(1), "full", BALLOT)).statusCode())
                .isEqualTo(201);

        assertThat(play.sign(drafted, play.officers.get(1)).statusCode()).isEqualTo(422);

        assertThat(play.board.entries()).noneMatch(entry -> entry.type() == EntryType.CREDENTIAL_REPLACED);
        assertThat(standing("1").path("voted").asText()).isEqualTo("voted");
        assertThat(standing("2").path("voted").asText()).isEqualTo("not-voted");
    }

    @Test
    @Order(6)
    void twoOfficersReplaceManyAtATimeOnTheBoardAndTheOldCodesAreVoid() throws Exception {
        // The decision that failed stands no more; whose it was waits again.
        ok(200, send("GET", "/reissues", null));
        for (JsonNode each : requests()) {
            if (each.path("state").asText().equals("proposed")) {
                withdrawPending();
            }
        }
        answered(204, ask("3"));
        JsonNode drafted = decision(propose(2, 1).path("number").asLong());
        ok(200, play.sign(drafted, play.officers.get(0)));
        ok(200, play.sign(drafted, play.officers.get(1)));

        DecisionEntry entry = (DecisionEntry) play.last(EntryType.CREDENTIAL_REPLACED);
        List<String> pairs = new ArrayList<>();
        JsonNode list =
                Play.tree(drafted.path("decision").asText()).path("arguments").path("pairs");
        list.forEach(each -> pairs.add(each.path("old").asText()));
        assertThat(list).hasSize(2);
        assertThat(pairs)
                .containsExactlyInAnyOrder(
                        WholeElectionTest.credential(play, codes.get(2)),
                        WholeElectionTest.credential(play, codes.get(3)));
        assertThat(entry.decision().action().type()).isEqualTo(EntryType.CREDENTIAL_REPLACED);
        assertThat(play.cast(play.ballot(codes.get(2), "full", BALLOT)).body()).contains("credential-retired");
        assertThat(standing("2").path("reissue").path("state").asText()).isEqualTo("done");
        assertThat(requests()).isEmpty();
        Map<String, VotingCode> renewed = renewed();
        assertThat(renewed).containsOnlyKeys("m2@example.org", "Member 3");
        assertThat(play.cast(play.ballot(renewed.get("m2@example.org"), "full", BALLOT))
                        .statusCode())
                .isEqualTo(201);
        assertThat(ask("2").body()).contains("has voted");
        // The cap of the manifest.
        answered(204, ask("5"));
        assertThat(send("POST", "/reissues/proposals", "{\"reason\":\"code-lost\"}")
                        .body())
                .contains("only 0 more codes can be replaced");
    }

    private void withdrawPending() throws Exception {
        for (JsonNode each : ok(200, play.server.send(play.server.open(play.path("/decisions"))))) {
            if (each.path("state").asText().equals("pending")) {
                play.server.send(play.server
                        .staff(play.path("/decisions/" + each.path("number").asLong() + "/withdrawal"))
                        .POST(BodyPublishers.noBody()));
            }
        }
    }

    private Map<String, VotingCode> renewed() throws Exception {
        Map<String, VotingCode> renewed = new java.util.HashMap<>();
        Path outbox = play.data.resolve("outbox").resolve(play.election);
        for (int i = 0; i < 200 && renewed.size() < 2; i++) {
            Thread.sleep(50);
            try (Stream<Path> files = Files.list(outbox)) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file);
                    int number = Integer.parseInt(file.getFileName().toString().substring(0, 6));
                    if (number > 6) {
                        String to = text.contains("To: m2@")
                                ? "m2@example.org"
                                : text.lines().findFirst().orElse("");
                        renewed.put(to, play.codes().get(number));
                    }
                }
            }
        }
        return renewed;
    }

    @Test
    @Order(7)
    void aHaltStopsCastingAtOnceIsToldByNoticeAndItsTimeIsMadeUpFor() throws Exception {
        VotingCode left = codes.get(5);
        byte[] taken = play.ballot(left, "full", BALLOT).write();
        HttpResponse<String> foreign = send("POST", "/halt", "{\"text\":{\"cy\":\"x\"}}");
        assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(422);
        long notice = ok(200, send("POST", "/halt", "{\"text\":{\"en\":\"Our mail went astray.\"}}"))
                .path("notice")
                .asLong();

        HttpResponse<String> refused = castAgain(taken);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("urn:urna:problem:halted", "\"since\":\"20");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(play.state().path("state").asText()).isEqualTo("open");
        assertThat(play.state().path("halted").path("text").path("en").asText()).isEqualTo("Our mail went astray.");
        assertThat(send("POST", "/halt", "{\"text\":{\"en\":\"again\"}}").statusCode())
                .isEqualTo(409);
        JsonNode drafted = decision(notice);
        ok(200, play.sign(drafted, play.officers.get(0)));
        ok(200, play.sign(drafted, play.officers.get(1)));
        assertThat(play.state().path("notices").toString()).contains("Our mail went astray.");

        String later = EntryTime.of(Instant.now().plus(Duration.ofHours(2)));
        JsonNode asked =
                ok(200, send("POST", "/resumption", "{\"text\":{\"en\":\"We go on.\"},\"closes\":\"" + later + "\"}"));
        for (String each : List.of("notice", "extension")) {
            JsonNode decision = decision(asked.path(each).asLong());
            ok(200, play.sign(decision, play.officers.get(0)));
            ok(200, play.sign(decision, play.officers.get(1)));
        }
        assertThat(play.state().has("halted")).isFalse();
        assertThat(play.state().path("closes").asText()).isEqualTo(later);
        assertThat(castAgain(taken).statusCode()).isEqualTo(201);
        assertThat(send("POST", "/resumption", "{\"text\":{\"en\":\"x\"}}").statusCode())
                .isEqualTo(409);
    }

    /** Whoever has cast gets the same receipt again, halted or not. */
    @Test
    @Order(8)
    void whileHaltedABallotThatStandsIsStillAnswered() throws Exception {
        byte[] standing = play.ballot(renewed().get("Member 3"), "student", List.of(Choices.of(2, 1)))
                .write();
        assertThat(castAgain(standing).statusCode()).isEqualTo(201);
        ok(200, send("POST", "/halt", "{\"text\":{\"en\":\"Once more.\"}}"));

        assertThat(castAgain(standing).statusCode()).isEqualTo(200);

        ok(200, send("POST", "/resumption", "{\"text\":{\"en\":\"Done.\"}}"));
    }

    private HttpResponse<String> castAgain(byte[] ballot) throws Exception {
        return play.server.send(play.server
                .open(play.path("/ballots"))
                .header("Content-Type", "application/vnd.urna.ballot+json")
                .POST(BodyPublishers.ofByteArray(ballot)));
    }

    @Test
    @Order(9)
    void theBoardPassesTheVerifierAndTheAuditTrailNamesNoMemberBesideATime() throws Exception {
        assertThat(Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller())
                        .report()
                        .failures())
                .isEmpty();
        List<String> details = play
                .board
                .column(
                        "SELECT detail FROM staff_action WHERE operation IN ('askReissue', 'dropReissue', 'listStandings')")
                .stream()
                .map(each -> new String(each, StandardCharsets.UTF_8))
                .toList();
        assertThat(details)
                .isNotEmpty()
                .noneMatch(each -> each.contains("emberNumber") || each.contains("example.org"));
    }
}
