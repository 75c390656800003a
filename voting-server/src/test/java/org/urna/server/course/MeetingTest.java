// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.DoorCalls.done;
import static org.urna.server.course.DoorCalls.number;
import static org.urna.server.course.DoorCalls.refused;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.server.Drafting;
import org.urna.server.letter.PrintedSlips;
import org.urna.server.store.Databases;

/**
 * A meeting whose members get their codes at the door, while students (every third of the roll) are sent theirs: slips, the gate, the desk, two desks at
 * once, lost slips, a server that dies, and nothing that links afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeetingTest {

    private static final List<Choices> BALLOT = List.of(Choices.of(2, 1), Choices.of(3, 1));
    private static final int MEMBERS = 15;
    private static final int SLIPS = 10;

    private Play play;
    private DoorCalls door;
    private Traces traces;
    private List<PrintedSlips.Read> slips;

    /** The outbox cannot be written when the slips are due to be printed, and the server dies over it. */
    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        Path outbox = data.resolve("outbox");
        Files.writeString(outbox, "a file in the way: nothing can be printed");
        play = new Play(data, Databases.sqlite(data));
        door = new DoorCalls(play);
        traces = new Traces(data, play.database);
        ObjectNode draft = play.draft();
        draft.putArray("door").add("full");
        play.create(draft, VotedElection.roll(MEMBERS));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        JsonNode issued = ok(200, play.staff("/credentials"));
        assertThat(issued.path("issued").asInt()).isEqualTo(MEMBERS);
        assertThat(issued.path("slips").asInt()).isEqualTo(SLIPS);
        assertThat(issued.path("emails").asInt() + issued.path("letters").asInt())
                .isEqualTo(MEMBERS - SLIPS);
        assertThat(play.board.column("SELECT code FROM door_slip WHERE code IS NOT NULL"))
                .hasSize(SLIPS);
        play.stop();
        Files.delete(outbox);
        play.start();
        for (int i = 0; i < 600 && undelivered() > 0; i++) {
            Thread.sleep(100);
        }
        assertThat(undelivered()).isZero();
        Path file = outbox.resolve(play.election).resolve("slips-000001.pdf");
        slips = PrintedSlips.read(Files.readAllBytes(file));
        play.decide("setup", null, "planned");
        play.await("open");
    }

    /** Slips that are not printed and messages that have not left. */
    private int undelivered() {
        return play.board
                .column("SELECT serial FROM door_slip WHERE code IS NOT NULL UNION ALL SELECT id FROM mail_queue")
                .size();
    }

    @AfterAll
    void close() {
        traces.close();
        play.close();
    }

    private String serial(int slip) {
        return slips.get(slip - 1).serial();
    }

    private VotingCode code(int slip) throws Exception {
        return VotingCode.parse(slips.get(slip - 1).code());
    }

    private HttpResponse<String> cast(int slip) throws Exception {
        return play.cast(play.ballot(code(slip), "full", BALLOT));
    }

    @Test
    @Order(1)
    void oneSlipIsPrintedForEachMemberAndNoneOfThemIsAnybodys() throws Exception {
        Set<String> codes = new HashSet<>();
        slips.forEach(each -> codes.add(each.code()));

        assertThat(codes).hasSize(SLIPS);
        assertThat(slips).allMatch(each -> each.link().contains("/e/" + play.election + "/vote#"));
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(MEMBERS - SLIPS);
        assertThat(play.codes()).hasSize(MEMBERS - SLIPS);
        // For the board they are credentials like any others.
        assertThat(new String(
                        play.board
                                .column(
                                        "SELECT bytes FROM artifact WHERE media_type = 'application/jsonl' ORDER BY length(bytes) DESC")
                                .get(0),
                        StandardCharsets.US_ASCII))
                .hasLineCount(MEMBERS)
                .doesNotContain("gate", "door", "shut");
        assertThat(traces.all().stream()
                        .filter(trace -> codes.stream()
                                .anyMatch(code -> trace.text().contains(code)
                                        || trace.text().contains(code.replace("-", "")))))
                .isEmpty();
    }

    @Test
    @Order(1)
    void whatTheBoardKnowsNothingOfIsStillHeldToTheDraft() throws Exception {
        ObjectNode unknown = play.draft();
        unknown.putArray("door").add("full").add("nobody");
        ObjectNode separate = play.draft();
        separate.putArray("door").add("full");
        separate.putObject("registrar").put("mode", "separate").set("key", Drafting.jwk());

        HttpResponse<String> named = play.staff("", "application/json", unknown.toString());
        assertThat(named.statusCode()).isEqualTo(422);
        assertThat(named.body()).contains("\"/door/1\"", "door-style");
        assertThat(play.staff("", "application/json", separate.toString()).body())
                .contains("\"/door\"", "door-registrar");
        assertThat(ok(200, play.server.send(play.server.open(play.path(""))))
                        .path("door")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @Order(2)
    void aSlipTakesNoVoteUntilItIsActivatedAndOnlyItsHolderLearnsSo() throws Exception {
        HttpResponse<String> early = cast(1);
        CastRequest ballot = play.ballot(code(1), "full", BALLOT);
        CastRequest forged =
                new CastRequest(play.ballot(code(2), "full", BALLOT).signature(), ballot.ballot());

        assertThat(early.statusCode()).isEqualTo(403);
        assertThat(early.body()).contains("urn:urna:problem:credential-inactive", "not activated for a member");
        assertThat(play.cast(forged).body()).contains("signature-invalid").doesNotContain("inactive");
        JsonNode known = ok(
                200,
                play.server.send(
                        play.server.open(play.path("/credentials/" + WholeElectionTest.credential(play, code(1))))));
        assertThat(known.toString()).doesNotContain("gate", "shut", "inactive");
        assertThat(door.atDoor(1).path("holds").asText()).isEqualTo("nothing");
        done(door.activate(1, serial(1)));
        done(door.activate(1, serial(1).substring(0, 4) + "-" + serial(1).substring(4)));
        assertThat(door.atDoor(1).path("holds").asText()).isEqualTo("slip");
        assertThat(play.cast(ballot).statusCode()).isEqualTo(201);
        assertThat(door.atDoor(1).path("holds").asText()).isEqualTo("voted");
        assertThat(door.atDoor(1).toString()).doesNotContain("serial", serial(1), ":00Z");
    }

    @Test
    @Order(3)
    void eachRuleOfTheDoorIsNamed() throws Exception {
        refused(door.activate(1, serial(2)), "member-voted");
        refused(door.deactivate(1, false), "member-voted");
        refused(door.activate(2, serial(1)), "slip-activated");
        refused(door.activate(2, "0001-0"), "slip-mistyped");
        refused(door.activate(2, "0777-" + "0123456789".charAt(check(777))), "slip-unknown");
        refused(door.activate(3, serial(2)), "member-sent");
        refused(door.deactivate(3, true), "member-sent");
        refused(door.deactivate(2, false), "member-none");
        done(door.activate(2, serial(2)));
        refused(door.activate(2, serial(3)), "member-activated");
        assertThat(door.activate(99, serial(3)).statusCode()).isEqualTo(404);
        assertThat(door.atDoor(3).path("holds").asText()).isEqualTo("sent");
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(MEMBERS - SLIPS + 2);
    }

    /** Tries the ten digits: one is right. */
    private int check(int number) throws Exception {
        for (int digit = 0; digit < 10; digit++) {
            if (!door.activate(2, String.format("%04d%d", number, digit)).body().contains("slip-mistyped")) {
                return digit;
            }
        }
        throw new AssertionError("no digit is right");
    }

    @Test
    @Order(4)
    void ofTwoDesksThatGiveOneSlipOrServeOneMemberOneWins() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> oneSlip = new ArrayList<>();
        for (int member : new int[] {4, 5, 7, 8}) {
            oneSlip.add(CompletableFuture.supplyAsync(() -> tried(member, 4)));
        }
        assertThat(statuses(oneSlip)).containsExactlyInAnyOrder(204, 422, 422, 422);
        List<CompletableFuture<HttpResponse<String>>> oneMember = new ArrayList<>();
        for (int slip : new int[] {5, 6, 7}) {
            oneMember.add(CompletableFuture.supplyAsync(() -> tried(10, slip)));
        }
        assertThat(statuses(oneMember)).containsExactlyInAnyOrder(204, 422, 422);
        assertThat(play.board.column("SELECT gate FROM credential WHERE gate = 'open'"))
                .hasSize(4);
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(MEMBERS - SLIPS + 4);
    }

    private HttpResponse<String> tried(int member, int slip) {
        try {
            return door.activate(member, serial(slip));
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> tries) {
        return tries.stream().map(each -> each.join().statusCode()).toList();
    }

    @Test
    @Order(5)
    void aLostSlipIsGoodForNothingAndOneThatComesBackForSomebodyElse() throws Exception {
        done(door.activate(11, serial(8)));
        done(door.deactivate(11, true));
        assertThat(cast(8).body()).contains("credential-inactive");
        refused(door.activate(13, serial(8)), "slip-lost");
        done(door.activate(11, serial(9)));
        done(door.deactivate(11, false));
        assertThat(cast(9).body()).contains("credential-inactive");
        done(door.activate(13, serial(9)));
        done(door.activate(11, serial(3)));
    }

    /** What was activated stays so, and what was not does not vote; the help desk sees both. */
    @Test
    @Order(6)
    void aServerThatIsStartedAgainKnowsWhichSlipsAreActivated() throws Exception {
        play.stop();
        play.start();

        assertThat(cast(9).statusCode()).isEqualTo(201);
        assertThat(cast(10).body()).contains("credential-inactive");
        JsonNode waiting = door.standing(14);
        assertThat(waiting.path("voted").asText()).isEqualTo("no-code");
        assertThat(waiting.path("noReissue").asText()).isEqualTo("no-code");
        assertThat(door.standing(13).path("voted").asText()).isEqualTo("voted");
        assertThat(door.standing(11).path("voted").asText()).isEqualTo("not-voted");
        assertThat(door.send("POST", "/reissues", "{\"memberNumber\":\"" + number(14) + "\"}")
                        .body())
                .contains("reissue-refused", "handed out at the door");
    }

    /** Who was revoked gets no vote by bringing the slip back and asking for another. */
    @Test
    @Order(7)
    void whoseVoteIsRevokedGetsNoOtherSlip() throws Exception {
        String revoked = WholeElectionTest.credential(play, code(3));
        play.decide("credential-revoked", "{\"credentials\":[\"" + revoked + "\"]}", "suspended");

        assertThat(cast(3).body()).contains("credential-retired");
        assertThat(door.atDoor(11).path("holds").asText()).isEqualTo("retired");
        refused(door.deactivate(11, false), "member-revoked");
        refused(door.activate(11, serial(10)), "member-revoked");
    }

    @Test
    @Order(8)
    void theStatementCountsTheSlipsAndTheBoardPassesTheVerifier() throws Exception {
        JsonNode desk = ok(200, door.send("GET", "/door", null));
        play.decide("close", null, "meeting-decision");
        play.awaitEntry(EntryType.TALLY);

        assertThat(desk.path("printed").asInt()).isEqualTo(SLIPS);
        assertThat(desk.path("activated").asInt()).isEqualTo(6);
        assertThat(desk.path("lost").asInt()).isEqualTo(1);
        assertThat(desk.path("voted").asInt()).isEqualTo(2);
        JsonNode statement = ok(200, door.send("GET", "/statement", null));
        assertThat(statement.path("door")).isEqualTo(desk);
        assertThat(door.activate(14, serial(10)).statusCode()).isEqualTo(409);
        play.requireWhole();
        assertThat(Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller())
                        .report()
                        .failures())
                .isEmpty();
        assertThat(play
                        .board
                        .column(
                                "SELECT detail FROM staff_action WHERE operation IN ('activateSlip', 'deactivateSlip', 'listAtDoor')")
                        .stream()
                        .map(each -> new String(each, StandardCharsets.UTF_8)))
                .isNotEmpty()
                .noneMatch(each -> each.contains("MBR-") || each.contains("serial") || each.contains("Elector"));
    }

    /** C4, for the door: with the map go the slips, and no row, file or line of the log links a member to a code or a credential. */
    @Test
    @Order(9)
    void onceTheMapIsDestroyedNothingLinksAMemberToASlip() throws Exception {
        play.stop();
        List<String> people = new ArrayList<>();
        for (int member = 1; member <= MEMBERS; member++) {
            people.addAll(List.of(number(member), "Elector Number-" + member + "-Y", "elector-" + member + "-y@"));
        }
        List<String> marks = new ArrayList<>();
        for (int slip = 1; slip <= SLIPS; slip++) {
            byte[] k = Credential.derive(play.manifest().election().bytes(), code(slip))
                    .publicKey()
                    .encode();
            marks.addAll(List.of(
                    Base64Url.encode(k),
                    HexFormat.of().formatHex(k),
                    slips.get(slip - 1).code()));
        }
        DisputesOver.destroyMap(play);

        assertThat(play.board.column("SELECT serial FROM door_slip")).isEmpty();
        assertThat(play.board.column("SELECT gate FROM credential WHERE gate <> ''"))
                .isEmpty();
        assertThat(traces.all().stream()
                        .filter(trace -> trace.names(people) && (trace.isPlaced() || trace.names(marks))))
                .isEmpty();
        assertThat(traces.rows()).anyMatch(trace -> trace.names(people)).anyMatch(trace -> trace.names(marks));
        play.start();
        assertThat(ok(200, door.send("GET", "/statement", null))
                        .path("door")
                        .path("voted")
                        .asInt())
                .isEqualTo(2);
        assertThat(door.standing(14).path("voted").asText()).isEqualTo("unknown");
    }
}
