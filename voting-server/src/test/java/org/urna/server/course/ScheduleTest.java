// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.record.CloseEntry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Tally;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;

/** Opening and closing at the sealed times with nobody awake; and the end of the link between members and credentials. */
class ScheduleTest {

    private static final int SOON = 5;

    /** The next whole minute that leaves time for a key ceremony. */
    private static Instant soon() {
        Instant now = Instant.now();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        return minute.plus(now.minusSeconds(SOON).isBefore(minute) ? 1 : 2, ChronoUnit.MINUTES);
    }

    @Test
    void theClockClosesAndAfterTheDisputesTwoOfficersDestroyTheMap(@TempDir Path data) throws Exception {
        try (Play play = new Play(data, Databases.sqlite(data))) {
            Instant closes = soon();
            ObjectNode draft = play.draft();
            ((ObjectNode) draft.path("schedule"))
                    .put("closes", EntryTime.of(closes))
                    .put("closeByHand", false)
                    .put("disputeEnds", EntryTime.of(closes));
            play.create(draft, Play.roll(4));
            ok(200, play.staff("/ceremony"));
            play.ceremony();
            ok(200, play.staff("/credentials"));
            play.decide("setup", null, "planned");
            play.await("open");
            Map<Integer, VotingCode> codes = play.codes();
            for (int member : new int[] {1, 2}) {
                var cast =
                        play.cast(play.ballot(codes.get(member), "full", List.of(Choices.of(2, 1), Choices.of(3, 1))));
                assertThat(cast.statusCode()).as(cast.body()).isEqualTo(201);
            }

            while (Instant.now().isBefore(closes)) {
                Thread.sleep(Duration.ofMillis(250).toMillis());
            }
            var late = play.cast(play.ballot(codes.get(4), "full", List.of(Choices.of(2, 1), Choices.of(3, 1))));

            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("urn:urna:problem:closed");
            play.await("closed");
            assertThat(play.last(EntryType.CLOSE)).isInstanceOf(CloseEntry.class);
            assertThat(play.last(EntryType.CLOSE).time()).isBetween(closes, closes.plusSeconds(60));
            publish(play);
            destroy(play, data);
        }
    }

    private static void publish(Play play) throws Exception {
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
        play.decide("publish", null, "planned");
        assertThat(play.state().path("state").asText()).isEqualTo("final");
    }

    private static void destroy(Play play, Path data) throws Exception {
        Path key = data.resolve("keys").resolve(play.election).resolve("sealing.aes256");
        byte[] before = Files.readAllBytes(key);
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).hasSize(4);
        JsonNode stated = statement(play);
        assertThat(stated.path("roll").asInt()).isEqualTo(4);
        assertThat(stated.path("email").path("issued").asInt()
                        + stated.path("post").path("issued").asInt())
                .isEqualTo(4);

        JsonNode standing = play.decide("map-destroyed", null, "retention-ended");

        assertThat(standing.path("state").asText()).isEqualTo("appended");
        assertThat(play.board.column("SELECT sealed FROM registrar_map")).isEmpty();
        assertThat(play.board.column("SELECT sealed FROM reserve_code")).isEmpty();
        // The numbers for the returning officer's report outlive the rows that they were counted from.
        assertThat(play.board.column("SELECT envelope FROM delivery")).isEmpty();
        JsonNode kept = statement(play);
        assertThat(List.of(kept.path("roll"), kept.path("email"), kept.path("post")))
                .containsExactly(stated.path("roll"), stated.path("email"), stated.path("post"));
        assertThat(Files.readAllBytes(key)).hasSameSizeAs(before).isNotEqualTo(before);
        assertThat(Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller())
                        .report()
                        .failures())
                .isEmpty();
    }

    private static JsonNode statement(Play play) throws Exception {
        return ok(
                200, play.server.send(play.server.staff(play.path("/statement")).GET()));
    }
}
