// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.server.registrar.Destroying;
import org.urna.server.registrar.Issue;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.ServedElection;
import org.urna.server.registrar.Standing;
import org.urna.server.registrar.Upload;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;

/** An election that two officers abandon: what links its members to codes is destroyed all the same, on the board. */
class AbandonedElectionTest {

    private static final int MEMBERS = 4;

    /** Nothing of it may be disputed any more when it was to close. */
    private static ObjectNode draft(Play play, Instant closes) {
        ObjectNode draft = play.draft();
        ((ObjectNode) draft.path("schedule"))
                .put("opens", EntryTime.of(closes.minus(Duration.ofHours(1))))
                .put("closes", EntryTime.of(closes))
                .put("disputeEnds", EntryTime.of(closes));
        return draft;
    }

    private static Play issued(Path data, Instant closes) throws Exception {
        Play play = new Play(data, Databases.sqlite(data));
        play.create(draft(play, closes), VotedElection.roll(MEMBERS));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        ok(200, play.staff("/credentials"));
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(MEMBERS);
        return play;
    }

    private static void verified(Play play, Hash fingerprint) {
        assertThat(Verification.run(play.board, Anchors.ofFingerprint(fingerprint), Resources.ofCaller())
                        .report()
                        .failures())
                .isEmpty();
    }

    @Test
    void whereCodesWereIssuedAndNothingWasSealedTheMapIsDestroyedByADecisionAboutTheManifest(@TempDir Path data)
            throws Exception {
        try (Play play = issued(data, Instant.now().minus(Duration.ofMinutes(5)))) {
            Path key = data.resolve("keys").resolve(play.election).resolve("sealing.aes256");
            byte[] before = Files.readAllBytes(key);
            Hash manifest = play.last(EntryType.MANIFEST).hash();
            HttpResponse<String> early = play.staff(
                    "/" + play.election + "/decisions",
                    "application/json",
                    "{\"action\":\"map-destroyed\",\"reason\":\"retention-ended\"}");
            assertThat(early.statusCode()).as(early.body()).isEqualTo(409);
            play.decide("void", null, "correction");

            JsonNode standing = play.decide("map-destroyed", null, "retention-ended");

            assertThat(standing.path("state").asText()).isEqualTo("appended");
            Decision decision = ((DecisionEntry) play.last(EntryType.MAP_DESTROYED)).decision();
            assertThat(decision.anchored()).isEqualTo(Decision.Anchor.M);
            assertThat(decision.anchor()).isEqualTo(manifest);
            assertThat(play.board.column("SELECT sealed FROM registrar_map")).isEmpty();
            assertThat(data.resolve("outbox").resolve(play.election)).doesNotExist();
            assertThat(Files.readAllBytes(key)).hasSameSizeAs(before).isNotEqualTo(before);
            assertThat(play.state().path("state").asText()).isEqualTo("void");
            // From now on the days are counted after which the roll is erased.
            assertThat(ok(200, play.server.send(play.server.staff(play.path("/retention"))))
                            .path("roll")
                            .path("due")
                            .asText())
                    .isNotEmpty();
            verified(play, manifest);
        }
    }

    @Test
    void aSealedElectionThatIsAbandonedKeepsItsMapForAsLongAsItMayBeDisputed(@TempDir Path data) throws Exception {
        try (Play play = issued(data, Instant.now().plus(Duration.ofMinutes(30)))) {
            play.decide("setup", null, "planned");
            play.await("open");
            play.decide("void", null, "legal-order");
            JsonNode drafted = play.draftDecision("map-destroyed", null, "retention-ended");
            ok(200, play.sign(drafted, play.officers.get(0)));

            HttpResponse<String> refused = play.sign(drafted, play.officers.get(1));

            assertThat(drafted.path("decision").asText())
                    .startsWith("{\"E\":\"" + play.sealed().hex());
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("the time for disputes is not over");
            assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(MEMBERS);
            verified(play, play.sealed());
        }
    }

    @Test
    void aRegistrarApartDestroysTheMapOfAnAbandonedElectionAndTheOfficersSaySo(@TempDir Path data, @TempDir Path folder)
            throws Exception {
        Vertx vertx = Vertx.vertx();
        RegistrarHome home = new RegistrarHome(vertx, folder.resolve("registrar"));
        String jwk = home.makeKey().publicKey().jwk();
        try (Play play = new Play(data, Databases.sqlite(data));
                Registrar registrar = home.open()) {
            ObjectNode draft = draft(play, Instant.now().minus(Duration.ofMinutes(5)));
            draft.putObject("registrar").put("mode", "separate").set("key", Play.tree(jwk));
            play.create(draft, VotedElection.roll(MEMBERS));
            ok(200, play.staff("/ceremony"));
            play.ceremony();
            ServedElection server = ServedElection.at("http://127.0.0.1:" + play.server.port() + "/e/" + play.election);
            byte[] roll = VotedElection.roll(MEMBERS).getBytes(StandardCharsets.UTF_8);
            new Issue(registrar).run(server, roll, new Upload(server));
            assertThatThrownBy(() -> new Destroying(registrar).run(server))
                    .hasMessageContaining("the result is not published");
            play.decide("void", null, "correction");

            List<Long> waiting = new Destroying(registrar).run(server);

            assertThat(waiting).hasSize(1);
            JsonNode asked = new RegistrarCalls(play).decision(waiting.get(0));
            ok(200, play.sign(asked, play.officers.get(0)));
            ok(200, play.sign(asked, play.officers.get(1)));
            assertThat(play.count(EntryType.MAP_DESTROYED)).isEqualTo(1);
            assertThat(new Destroying(registrar).run(server)).isEmpty();
            assertThat(new Standing(registrar).of(server).summary().destroyed()).isTrue();
            verified(play, play.last(EntryType.MANIFEST).hash());
        } finally {
            await(vertx.close());
        }
    }
}
