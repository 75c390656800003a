// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.CloseEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.crypto.record.Tracker;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.server.ServerFixture;
import org.urna.server.credential.MapDestruction;
import org.urna.server.keys.KeyStore;
import org.urna.server.retention.Erasure;
import org.urna.server.store.EntryTime;

/**
 * Opening and closing at the sealed times with nobody awake; what members may ask and complain of afterwards; and the end of the link between
 * members and credentials.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScheduleTest extends VotedElection {

    private JsonNode complain(String file, String contact) throws Exception {
        return ok(201, post("/complaints", object().put("file", file).put("contact", contact)));
    }

    private static Receipt receipt(String jws) throws Exception {
        return Receipt.read(CompactJws.parse(jws).payload());
    }

    private String complaint(CastRequest request, String ballot, String answer) throws Exception {
        ObjectNode file = object().put("type", "urna-complaint").put("election", play.election);
        file.put("E", play.sealed().hex()).put("time", "2026-03-02T09:00:00.000Z");
        file.putObject("expected").put("tracker", "any").put("ballot", ballot);
        file.putObject("failed").put("rule", "receipt").put("detail", "");
        file.put("request", new String(request.write(), StandardCharsets.UTF_8));
        return file.put("answer", answer).toString();
    }

    /** A receipt signed by this server for a ballot that is not on its board: what a dishonest server gives. */
    private String brokenPromise(String ballot) throws Exception {
        Receipt real = receipt(receipts.get(VOTES));
        Receipt broken = new Receipt(
                real.election(),
                Tracker.of(Hash.parse(ballot)),
                Hash.parse(ballot),
                real.index(),
                real.proof(),
                real.checkpoint());
        SigningKey key = new KeyStore(data.resolve("keys"), Person.ENTROPY)
                .load(play.election, play.manifest().origin())
                .receipt();
        return CompactJws.sign(key, Receipt.SIGNATURE_TYPE, broken.write());
    }

    /** C3 What a voter holds is compared with the board, and the answer says what it proves. */
    @Test
    @Order(1)
    void aComplaintIsAnsweredWithWhatTheBoardProves() throws Exception {
        CastRequest uncast = play.ballot(codes.get(ABSTAINS), "full", BALLOT);
        String hash = uncast.ballot().hash().hex();
        CastRequest second = play.ballot(codes.get(VOTES), "full", BALLOT);
        long index = receipt(receipts.get(VOTES)).index();

        JsonNode stands = complain(receipts.get(VOTES), "");
        assertThat(stands.path("outcome").asText()).isEqualTo("stands");
        assertThat(stands.path("index").asLong()).isEqualTo(index);
        assertThat(complain(complaint(uncast, hash, "{}"), "").path("outcome").asText())
                .isEqualTo("nothing-proven");
        JsonNode used = complain(complaint(second, second.ballot().hash().hex(), "{}"), "");
        assertThat(used.path("outcome").asText()).isEqualTo("code-used");
        assertThat(used.path("index").asLong()).isEqualTo(index);
        assertThat(complain(complaint(uncast, hash, receipts.get(VOTES)), "")
                        .path("outcome")
                        .asText())
                .isEqualTo("another-receipt");
        assertThat(complain(complaint(uncast, "00".repeat(32), "{}"), "")
                        .path("outcome")
                        .asText())
                .isEqualTo("contradictory");
        assertThat(complain(complaint(uncast, hash, "{}").replace(play.sealed().hex(), "11".repeat(32)), "")
                        .path("outcome")
                        .asText())
                .isEqualTo("other-election");
        String broken = brokenPromise(hash);
        assertThat(complain(broken, email(VOTES)).path("outcome").asText()).isEqualTo("promise-broken");
        String unsigned = broken.substring(0, broken.length() - 8) + "AAAAAAAA";
        assertThat(complain(unsigned, "").path("outcome").asText()).isEqualTo("nothing-proven");
        assertThat(post("/complaints", object().put("file", "{\"type\":\"letter\"}"))
                        .statusCode())
                .isEqualTo(400);

        JsonNode list = staff("/complaints");
        assertThat(list).hasSize(8);
        JsonNode alarm = list.get(1);
        assertThat(alarm.path("outcome").asText()).isEqualTo("promise-broken");
        assertThat(alarm.path("contact").asText()).isEqualTo(email(VOTES));
        HttpResponse<String> file = play.server.send(play.server
                .staff(play.path("/complaints/" + alarm.path("number").asLong() + "/file"))
                .GET());
        assertThat(file.body()).isEqualTo(broken);
    }

    @Test
    @Order(2)
    void theClockClosesAtItsMinuteWithNobodyAwake() throws Exception {
        while (Instant.now().isBefore(closes)) {
            Thread.sleep(Duration.ofMillis(250).toMillis());
        }
        HttpResponse<String> late = play.cast(play.ballot(codes.get(ABSTAINS), "full", BALLOT));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("urn:urna:problem:closed");
        play.await("closed");
        assertThat(play.last(EntryType.CLOSE)).isInstanceOf(CloseEntry.class);
        assertThat(play.last(EntryType.CLOSE).time()).isBetween(closes, closes.plusSeconds(60));
    }

    /** D4 A member who did not vote can ask whether a ballot stands for them, and is answered; after the close too. */
    @Test
    @Order(3)
    void whoAsksWhetherTheirCodeWasUsedIsToldAtTheAddressOnTheRollAndNobodyElseLearnsAnything() throws Exception {
        Set<String> answers = new HashSet<>();
        String[][] asked = {
            {number(VOTES), email(VOTES)},
            {number(ABSTAINS), email(ABSTAINS)},
            {number(5), "ab12cd"},
            {number(6), "someone@example.org"},
            {"nobody", "x"},
            {number(ABSTAINS), email(ABSTAINS)}
        };
        for (String[] each : asked) {
            HttpResponse<String> answer =
                    post("/use-inquiries", object().put("memberNumber", each[0]).put("contact", each[1]));
            answers.add(answer.statusCode() + "|" + answer.body());
        }
        List<String> told = told(3);

        assertThat(answers).containsExactly("202|");
        String day = String.valueOf(
                        play.last(EntryType.CLOSE).time().atZone(ZoneOffset.UTC).getDayOfMonth()) + " ";
        assertThat(told)
                .hasSize(3)
                .anyMatch(each ->
                        each.contains("To: " + email(VOTES)) && each.contains("one was cast") && each.contains(day))
                .anyMatch(each -> each.contains("To: " + email(ABSTAINS)) && each.contains("no ballot had been cast"))
                .anyMatch(each -> each.startsWith("Elector Number-5-Y") && each.contains("no ballot had been cast"))
                .noneMatch(each -> each.contains("http"));
        JsonNode desk = staff("/standings?search=" + number(VOTES)).get(0);
        assertThat(desk.path("voted").asText()).isEqualTo("voted");
        assertThat(desk.path("votedOn").asText()).startsWith("20");
    }

    private List<String> told(int count) throws Exception {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 300 && told.size() < count; i++) {
            Thread.sleep(50);
            told.clear();
            try (Stream<Path> files = Files.list(data.resolve("outbox").resolve(play.election))) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file).replace("=\r\n", "");
                    if (Integer.parseInt(file.getFileName().toString().substring(0, 6)) > MEMBERS) {
                        told.add(text);
                    }
                }
            }
        }
        return told;
    }

    /** D2 Delivered codes are in no log, row or file of the server, and in no part of an address that a browser sends. */
    @Test
    @Order(4)
    void codesAreNowhereOnceTheyAreDelivered() throws Exception {
        List<String> spellings = new ArrayList<>();
        codes.values().forEach(code -> {
            spellings.add(code.display());
            spellings.add(code.display().replace("-", ""));
        });
        List<Traces.Trace> all = traces.all();

        assertThat(all.stream().filter(trace -> trace.names(spellings)))
                .allMatch(trace -> trace.where().startsWith("file outbox/"))
                .hasSize(MEMBERS);
        assertThat(all)
                .anyMatch(trace -> trace.where().equals("log") && trace.text().contains("castBallot"));
        Pattern sent = Pattern.compile("https?://[^\\s#]*");
        assertThat(all.stream()
                        .flatMap(trace -> sent.matcher(trace.text()).results().map(MatchResult::group)))
                .isNotEmpty()
                .noneMatch(address -> spellings.stream().anyMatch(address::contains));
    }

    @Test
    @Order(5)
    void theMapIsNotDestroyedBeforeTheDisputesAreOverNorWhileAComplaintWaits() throws Exception {
        publish(play);
        String early = EntryTime.of(closes.minusSeconds(60));
        assertThatThrownBy(() -> destruction().destroy(null, play.election, play.manifest(), early))
                .hasMessageContaining("the time for disputes is not over");

        JsonNode drafted = play.draftDecision("map-destroyed", null, "retention-ended");
        ok(200, play.sign(drafted, play.officers.get(0)));
        HttpResponse<String> refused = play.sign(drafted, play.officers.get(1));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("complaints wait for an answer");
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(MEMBERS);
        for (JsonNode each : ok(200, play.server.send(play.server.open(play.path("/decisions"))))) {
            if (each.path("state").asText().equals("pending")) {
                play.server.send(play.server
                        .staff(play.path("/decisions/" + each.path("number").asLong() + "/withdrawal"))
                        .POST(BodyPublishers.noBody()));
            }
        }
        for (JsonNode each : staff("/complaints")) {
            HttpResponse<String> answered = play.server.send(play.server
                    .staff(play.path("/complaints/" + each.path("number").asLong() + "/answer"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"answer\":\"told\"}")));
            assertThat(answered.statusCode()).isEqualTo(204);
        }
        assertThat(staff("/complaints"))
                .allMatch(each -> each.path("state").asText().equals("answered"));
    }

    private static MapDestruction destruction() {
        return new MapDestruction(null, null, null, null);
    }

    private List<String> people() {
        List<String> people = new ArrayList<>(List.of("127.0.0.1"));
        for (int member = 1; member <= MEMBERS; member++) {
            people.addAll(List.of(number(member), email(member), "Elector Number-" + member + "-Y"));
        }
        return people;
    }

    private List<String> ballotIds() {
        List<String> ids = new ArrayList<>(ballots);
        codes.values().forEach(code -> {
            byte[] k = Credential.derive(play.manifest().election().bytes(), code)
                    .publicKey()
                    .encode();
            ids.addAll(List.of(Base64Url.encode(k), HexFormat.of().formatHex(k), code.display()));
        });
        return ids;
    }

    private List<Traces.Trace> links() throws Exception {
        Names people = new Names(people());
        Names ballotIds = new Names(ballotIds());
        return traces.all().stream()
                .filter(trace -> trace.names(people) && (trace.isPlaced() || trace.names(ballotIds)))
                .toList();
    }

    /** C4 With the map destroyed no row, file or line of the log holds a member together with a credential, a tracker or a place on the board. */
    @Test
    @Order(6)
    void onceTheMapIsDestroyedNothingLinksAMemberToABallot() throws Exception {
        JsonNode stated = staff("/statement");
        Path key = data.resolve("keys").resolve(play.election).resolve("sealing.aes256");
        byte[] before = Files.readAllBytes(key);
        // Until then there are links, and they are found: the complaint of somebody who gave an address, and messages
        // with codes.
        assertThat(links())
                .anyMatch(trace -> trace.where().equals("complaint"))
                .anyMatch(trace -> trace.where().startsWith("file outbox/"));

        JsonNode standing = play.decide("map-destroyed", null, "retention-ended");

        assertThat(standing.path("state").asText()).isEqualTo("appended");
        assertThat(links()).isEmpty();
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).isEmpty();
        assertThat(play.board.column("SELECT sealed FROM reserve_code")).isEmpty();
        assertThat(Files.readAllBytes(key)).hasSameSizeAs(before).isNotEqualTo(before);
        String metrics = play.server.send(play.server.open("/metrics").GET()).body();
        assertThat(metrics).contains("urna_casts").doesNotContain(email(VOTES), number(VOTES), ballots.get(0));
        // The numbers for the returning officer's report outlive the rows that they were counted from.
        assertThat(stated.path("roll").asInt()).isEqualTo(MEMBERS);
        assertThat(stated.path("email").path("issued").asInt()
                        + stated.path("post").path("issued").asInt())
                .isEqualTo(MEMBERS);
        JsonNode kept = staff("/statement");
        assertThat(List.of(kept.path("roll"), kept.path("email"), kept.path("post")))
                .containsExactly(stated.path("roll"), stated.path("email"), stated.path("post"));
        assertThat(post("/use-inquiries", object().put("memberNumber", "x").put("contact", "y"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller())
                        .report()
                        .failures())
                .isEmpty();
    }

    /** The search of C4 can fail. */
    @Test
    @Order(7)
    void aPlantedLinkIsFoundWhereverItIs() throws Exception {
        Path planted = Files.writeString(data.resolve("note.txt"), number(VOTES) + " " + ballots.get(0));
        LoggerFactory.getLogger(ScheduleTest.class).info("{} cast {}", email(VOTES), ballots.get(1));
        play.board.execute("UPDATE complaint SET contact = '" + email(VOTES) + "' WHERE number = 1");
        play.board.execute("UPDATE message SET digest = '" + number(VOTES) + "' WHERE position = 1");

        assertThat(links()).extracting(Traces.Trace::where).contains("file note.txt", "log", "complaint", "message");
        Files.delete(planted);
    }

    /** What has been kept long enough is erased by itself; what links nobody stays. */
    @Test
    @Order(8)
    void whatNamesPeopleIsErasedWhenItsTimeHasCome() throws Exception {
        JsonNode before = staff("/retention");
        assertThat(before.path("imports").path("days").asInt()).isEqualTo(30);
        assertThat(before.path("roll").path("due").asText())
                .isGreaterThan(before.path("imports").path("due").asText());
        Erasure erasure = play.server.erasure();
        ServerFixture.await(erasure.run());
        assertThat(play.board.column("SELECT member_number FROM member")).hasSize(MEMBERS);

        HttpResponse<String> set = play.server.send(play.server
                .staff(play.path("/retention"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"imports\":0,\"roll\":0}")));
        assertThat(set.statusCode()).isEqualTo(204);
        ServerFixture.await(erasure.run());
        ServerFixture.await(erasure.run());

        for (String table : List.of("member", "roll_row", "roll_import", "member_change")) {
            assertThat(play.board.column("SELECT election FROM " + table))
                    .as(table)
                    .isEmpty();
        }
        JsonNode after = staff("/retention");
        assertThat(after.path("roll").path("done").asText()).isNotEmpty();
        assertThat(after.path("complaints").has("done")).isFalse();
        assertThat(play.board.column("SELECT file FROM complaint")).isNotEmpty();
        assertThat(staff("/statement").path("roll").asInt()).isEqualTo(MEMBERS);
        assertThat(traces.rows().stream()
                        .filter(trace -> !trace.where().equals("complaint")
                                && !trace.where().equals("message"))
                        .filter(trace -> trace.text().contains(email(VOTES))))
                .isEmpty();
        assertThat(play.state().path("state").asText()).isEqualTo("final");
    }
}
