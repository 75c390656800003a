// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Final;
import org.urna.crypto.record.FinalEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.ReserveLine;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.server.ServerFixture;
import org.urna.server.decision.BoothWatch;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Store;

/** What two officers change between the seal and the close, and what a server that died does when it comes back. */
class ChangesTest {

    private static final List<Choices> ADA_AND_CID = List.of(Choices.of(2, 1), Choices.of(3, 1));

    private static Play open(Path data) throws Exception {
        Play play = new Play(data, Databases.sqlite(data));
        play.create(play.draft(), Play.roll(5));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        ok(200, play.staff("/credentials"));
        play.decide("setup", null, "planned");
        play.await("open");
        return play;
    }

    private static void appended(JsonNode standing) {
        assertThat(standing.path("state").asText()).isEqualTo("appended");
    }

    @Test
    void officersReplaceRevokeWithdrawExtendAndChange(@TempDir Path data) throws Exception {
        try (Play play = open(data)) {
            Map<Integer, VotingCode> codes = play.codes();
            String lost = WholeElectionTest.credential(play, codes.get(1));
            byte[] line = play.board
                    .column("SELECT bytes FROM artifact WHERE length(bytes) < 300")
                    .get(0);
            String reserve = Base64Url.encode(ReserveLine.read(new String(line, StandardCharsets.US_ASCII)
                            .split("\n", -1)[0].getBytes(StandardCharsets.US_ASCII))
                    .credential()
                    .encode());
            String pair = "{\"pairs\":[{\"new\":\"" + reserve + "\",\"old\":\"" + lost + "\"}]}";
            appended(play.decide("credential-replaced", pair, "code-lost"));
            awaitFile(data.resolve("outbox").resolve(play.election).resolve("000006.txt"));
            VotingCode renewed = play.codes().get(6);
            assertThat(play.cast(play.ballot(codes.get(1), "full", ADA_AND_CID)).statusCode())
                    .isNotEqualTo(201);
            assertThat(play.cast(play.ballot(renewed, "full", ADA_AND_CID)).statusCode())
                    .isEqualTo(201);
            // A credential that is replaced, or has cast, cannot be retired.
            JsonNode twice = play.draftDecision("credential-replaced", pair, "code-lost");
            play.sign(twice, play.officers.get(0));
            assertThat(play.sign(twice, play.officers.get(1)).statusCode()).isEqualTo(422);

            String revoked = WholeElectionTest.credential(play, codes.get(2));
            JsonNode byNumber = revocation(play, "2");
            assertThat(byNumber.path("decision").asText()).contains("\"credentials\":[\"" + revoked + "\"]");
            ok(200, play.sign(byNumber, play.officers.get(0)));
            appended(ok(200, play.sign(byNumber, play.officers.get(1))));
            // Who has voted, is revoked already, or is not on the roll.
            for (String number : List.of("1", "2", "9")) {
                assertThat(revoke(play, number).statusCode()).as(number).isEqualTo(409);
            }
            assertThat(play.cast(play.ballot(codes.get(2), "full", ADA_AND_CID)).statusCode())
                    .isNotEqualTo(201);
            appended(play.decide(
                    "candidate-withdrawn", "{\"candidate\":1,\"contest\":\"board\"}", "candidate-withdrew"));
            String later = EntryTime.of(Instant.now().plus(Duration.ofHours(3)));
            appended(play.decide("deadline-extended", "{\"closes\":\"" + later + "\"}", "technical-fault"));
            assertThat(play.state().path("closes").asText()).isEqualTo(later);
            appended(play.decide("notice", "{\"text\":{\"en\":\"\\u00c9lu \\\"now\\\"\"}}", "planned"));
            // The server names the files itself, in the set-up and when two officers sign that they have changed.
            appended(play.decide("booth-changed", null, "technical-fault"));
            assertThat(play.setup().booth()).isEqualTo(served(play));
            assertThat(play.last(EntryType.BOOTH_CHANGED))
                    .isInstanceOfSatisfying(
                            DecisionEntry.class,
                            entry -> assertThat(entry.decision().action())
                                    .isEqualTo(
                                            new Action.BoothChanged(play.setup().booth())));
            assertThat(play.state().path("withdrawn").toString())
                    .isEqualTo("[{\"contest\":\"board\",\"candidate\":1}]");
            assertThat(play.state()
                            .path("notices")
                            .path(0)
                            .path("text")
                            .path("en")
                            .asText())
                    .isEqualTo("\u00c9lu \"now\"");
            Person third = new Person();
            appended(play.decide(
                    "officer-changed",
                    "{\"added\":{\"key\":" + third.key.publicKey().jwk() + ",\"name\":\"New\"},\"removed\":\""
                            + play.officers.get(0).thumbprint() + "\"}",
                    "planned"));
            JsonNode void1 = play.draftDecision("void", null, "correction");
            assertThat(play.sign(void1, play.officers.get(0)).statusCode()).isEqualTo(422);

            assertThat(play.cast(play.ballot(codes.get(4), "full", List.of(Choices.of(2, 1), Choices.of(3, 2))))
                            .statusCode())
                    .isEqualTo(201);
            JsonNode close = play.draftDecision("close", null, "meeting-decision");
            ok(200, play.sign(close, third));
            appended(ok(200, play.sign(close, play.officers.get(1))));
            finish(play, third);
        }
    }

    private static HttpResponse<String> revoke(Play play, String member) throws Exception {
        return play.staff(
                "/" + play.election + "/revocations",
                "application/json",
                "{\"memberNumbers\":[\"" + member + "\"],\"reason\":\"suspended\"}");
    }

    /** The decision that is asked for by a member's number, as officers read it. */
    private static JsonNode revocation(Play play, String member) throws Exception {
        long number = ok(200, revoke(play, member)).path("number").asLong();
        for (JsonNode each : ok(200, play.server.send(play.server.open(play.path("/decisions"))))) {
            if (each.path("number").asLong() == number) {
                return each;
            }
        }
        throw new AssertionError("decision " + number + " is not listed");
    }

    private static List<Action.BoothFile> served(Play play) throws Exception {
        List<Action.BoothFile> files = new ArrayList<>();
        for (JsonNode file : ok(200, play.server.send(play.server.open("/booth.json")))) {
            files.add(new Action.BoothFile(
                    file.path("path").asText(), Hash.parse(file.path("sha256").asText())));
        }
        return files;
    }

    /** A server of another version says for which elections it gives out a booth that nobody signed. */
    @Test
    void aServerWithAnotherBoothThanTheOneSignedNoticesIt(@TempDir Path data) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Play play = open(data)) {
            Store store = ServerFixture.await(Store.open(vertx, play.database));
            List<Action.BoothFile> signed = play.setup().booth();
            List<Action.BoothFile> other = new ArrayList<>(signed);
            other.set(0, new Action.BoothFile(signed.get(0).path(), Hash.sha256(new byte[1])));

            assertThat(ServerFixture.await(new BoothWatch(store, signed).run())).isEmpty();
            assertThat(ServerFixture.await(new BoothWatch(store, other).run())).containsExactly(play.election);
            ServerFixture.await(store.close());
        } finally {
            ServerFixture.await(vertx.close());
        }
    }

    private static void finish(Play play, Person third) throws Exception {
        play.awaitEntry(EntryType.TALLY);
        for (int i = 1; i <= 2; i++) {
            ok(201, play.send(play.trustees.get(i - 1).sign(play.agreement(i))));
        }
        for (int i = 1; i <= 2; i++) {
            ok(201, play.send(play.lot(i)));
            for (Tally tally : play.tallies()) {
                ok(202, play.send(play.trustees.get(i - 1).sign(play.decryption(i, tally))));
            }
        }
        JsonNode publish = play.draftDecision("publish", null, "planned");
        ok(200, play.sign(publish, third));
        appended(ok(200, play.sign(publish, play.officers.get(1))));

        List<Entry> entries = play.board.entries();
        assertThat(((FinalEntry) entries.get(entries.size() - 1)).body())
                .isEqualTo(new Final(play.sealed(), 2, 1, 1, 1));
        AdditiveResult board = (AdditiveResult) ((ResultEntry) entries.get(entries.size() - 2)).body();
        assertThat(board.total().votes()).containsExactly(1L, 1L, 0L);
        assertThat(board.withdrawn()).containsExactly(1);
        assertThat(board.elected()).containsExactly(2, 3);
        play.requireWhole();
        assertThat(Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller())
                        .report()
                        .failures())
                .isEmpty();
    }

    private static void awaitFile(Path file) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("waiting for %s", file).isLessThan(end);
            Thread.sleep(100);
        }
    }

    /** A server that dies before it delivered, or over the deadline, does what is left when it comes back. */
    @Test
    void whatADyingServerLeftUndoneIsDoneWhenItComesBack(@TempDir Path data) throws Exception {
        Path outbox = data.resolve("outbox");
        Files.writeString(outbox, "a file in the way: nothing can be delivered");
        try (Play play = new Play(data, Databases.sqlite(data))) {
            play.create(play.draft(), Play.roll(4));
            ok(200, play.staff("/ceremony"));
            play.ceremony();
            ok(200, play.staff("/credentials"));
            assertThat(play.board.column("SELECT id FROM mail_queue")).hasSize(4);
            play.stop();
            Files.delete(outbox);
            play.start();
            awaitFile(outbox.resolve(play.election).resolve("000004.eml"));

            play.decide("setup", null, "planned");
            play.await("open");
            play.stop();
            play.board.update(
                    "UPDATE election SET closes = ? WHERE id = ?",
                    EntryTime.of(Instant.now().minus(Duration.ofSeconds(1))),
                    play.election);
            play.start();
            play.await("closed");
            play.awaitEntry(EntryType.TALLY);
            assertThat(play.tallies()).noneMatch(Tally::counted);
            assertThat(play.state().path("awaiting").path(0).path("what").asText())
                    .isEqualTo("tally-agreement");
        }
    }
}
