// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.FinalEntry;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Outcome;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;

/** One whole election over HTTP, its people each with a key of their own, and its board verified at the end. */
class WholeElectionTest {

    private static final int MEMBERS = 9;

    @Test
    void anElectionRunsFromItsDraftToAResultThatVerifies(@TempDir Path data) throws Exception {
        run(data, Databases.sqlite(data));
    }

    @Test
    void anElectionRunsOnPostgreSql(@TempDir Path data) throws Exception {
        run(data, Databases.postgreSql());
    }

    private static void run(Path data, DatabaseUrl database) throws Exception {
        try (Play play = new Play(data, database)) {
            play.create(play.draft(), Play.roll(MEMBERS));
            JsonNode begun = ok(200, play.staff("/ceremony"));
            assertThat(begun.path("M").asText())
                    .isEqualTo(play.last(EntryType.MANIFEST).hash().hex());
            play.ceremony();
            assertThat(play.state().path("awaiting").toString()).contains("credentials");

            JsonNode issued = ok(200, play.staff("/credentials"));
            assertThat(issued.toString())
                    .isEqualTo("{\"issued\":9,\"reserve\":3,\"emails\":4,\"letters\":5,\"slips\":0}");
            Map<Integer, VotingCode> codes = play.codes();
            assertThat(codes).hasSize(MEMBERS);
            // D2: nothing of a code is left in the queue once it is delivered.
            assertThat(play.board.column("SELECT id FROM mail_queue")).isEmpty();

            assertThat(play.decide("setup", null, "planned").path("state").asText())
                    .isEqualTo("appended");
            assertThat(play.state().path("E").asText()).isEqualTo(play.sealed().hex());
            play.await("open");

            vote(play, codes);
            assertThat(play.decide("close", null, "meeting-decision")
                            .path("state")
                            .asText())
                    .isEqualTo("appended");
            play.awaitEntry(EntryType.TALLY);
            count(play);
            check(play);
            checkPublished(play);
        }
    }

    /** What pages read is what stands on the board. */
    private static void checkPublished(Play play) throws Exception {
        JsonNode results = ok(200, play.server.send(play.server.open(play.path("/results"))));
        assertThat(results.path("final").asBoolean()).isTrue();
        assertThat(results.path("results")).hasSize(2);
        for (JsonNode each : results.path("results")) {
            String entry = play.server
                    .send(play.server.open(
                            play.path("/entries/" + each.path("index").asLong())))
                    .body();
            assertThat(entry).endsWith("\"result\":" + each.path("result") + "}");
        }
        JsonNode last = ok(
                200,
                play.server.send(play.server.open(
                        play.path("/entries/" + results.path("finalEntry").asLong()))));
        assertThat(last.path("final").path("ballots").asInt()).isEqualTo(9);
        assertThat(play.server
                        .send(play.server.open(play.path("/results.csv")))
                        .body()
                        .lines())
                .contains(
                        "contest,title,section,row,candidate,name,votes,elected,withdrawn",
                        "chair,chair,,candidate,1,Ada,5,1,",
                        "chair,chair,,candidate,2,Bel,3,,",
                        "chair,chair,,blank,,,1,,",
                        "chair,chair,,ballots,,,9,,",
                        "board,board,,candidate,2,Dot,3,2,")
                .hasSize(1 + 4 + 5);
    }

    /** Nine ballots: chair 5 for Ada, 3 for Bel, 1 blank; board Cid 4, Dot 4, Eve 2, 1 blank. */
    private static void vote(Play play, Map<Integer, VotingCode> codes) throws Exception {
        int full = 0;
        for (int i = 1; i <= MEMBERS; i++) {
            Choices chair = i == 9 ? Choices.blank(2) : Choices.of(2, i <= 5 ? 1 : 2);
            List<Choices> choices = new ArrayList<>(List.of(chair));
            if (i % 3 != 0) {
                choices.add(
                        switch (full++) {
                            case 0, 1 -> Choices.of(3, 1, 2);
                            case 2 -> Choices.of(3, 1, 3);
                            case 3 -> Choices.of(3, 2, 3);
                            case 4 -> Choices.of(3, 1);
                            default -> Choices.blank(3);
                        });
            }
            ok2xx(play, play.ballot(codes.get(i), i % 3 == 0 ? "student" : "full", choices));
        }
    }

    private static void ok2xx(Play play, org.urna.crypto.record.CastRequest ballot) throws Exception {
        var response = play.cast(ballot);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static void count(Play play) throws Exception {
        for (int i = 1; i <= 3; i++) {
            ok(201, play.send(play.trustees.get(i - 1).sign(play.agreement(i))));
        }
        ok(201, play.send(play.lot(1)));
        ok(201, play.send(play.lot(3)));
        HttpResponse<String> before = play.server.send(play.server.open(play.path("/progress")));
        String tag = before.headers().firstValue("ETag").orElseThrow();
        assertThat(play.server
                        .send(play.server.open(play.path("/progress")).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        for (int i : new int[] {3, 1}) {
            for (Tally tally : play.tallies()) {
                byte[] decryption = play.trustees.get(i - 1).sign(play.decryption(i, tally));
                assertThat(ok(202, play.send(decryption)).path("held").asBoolean())
                        .isTrue();
                assertThat(play.send(decryption).statusCode()).isEqualTo(202);
            }
        }
        assertThat(play.board.entries()).noneMatch(entry -> entry.type() == EntryType.DECRYPTION);
        JsonNode steps = ok(
                200, play.server.send(play.server.open(play.path("/progress")).header("If-None-Match", tag)));
        assertThat(steps.path("tally").path("agreements")).hasSize(3);
        assertThat(steps.path("tally").path("lots").path(1).path("trustee").asInt())
                .isEqualTo(3);
        assertThat(steps.path("tally").path("parts")).hasSize(2);
        assertThat(steps.path("tally").path("parts").path(0).path("decryptions").findValuesAsText("trustee"))
                .containsExactly("1", "3");
        assertThat(steps.path("waiting").path(0).toString())
                .startsWith("{\"who\":\"officers\",\"what\":\"publish\",\"since\":\"20");
        assertThat(play.state().path("state").asText()).isEqualTo("tallied");
        assertThat(play.decide("publish", null, "planned").path("state").asText())
                .isEqualTo("appended");
        assertThat(play.state().path("state").asText()).isEqualTo("final");
    }

    private static void check(Play play) {
        List<AdditiveResult> results = play.board.entries().stream()
                .filter(ResultEntry.class::isInstance)
                .map(entry -> (AdditiveResult) ((ResultEntry) entry).body())
                .toList();
        assertThat(results.get(0).total()).isEqualTo(new AdditiveResult.Votes(9, 9, List.of(5L, 3L), 1));
        assertThat(results.get(0).elected()).containsExactly(1);
        assertThat(results.get(1).total()).isEqualTo(new AdditiveResult.Votes(6, 6, List.of(4L, 3L, 2L), 1));
        assertThat(results.get(1).elected()).containsExactly(1, 2);
        Entry last = play.board.entries().get(play.board.entries().size() - 1);
        assertThat(((FinalEntry) last).body().ballots()).isEqualTo(9);

        Verified verified = Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller());

        assertThat(verified.report().failures()).isEmpty();
        assertThat(verified.report().overall()).as("%s", verified.report()).isNotEqualTo(Outcome.FAIL);
    }

    /** The public credential of a code, as decisions name it. */
    static String credential(Play play, VotingCode code) {
        return Base64Url.encode(Credential.derive(play.manifest().election().bytes(), code)
                .publicKey()
                .encode());
    }
}
