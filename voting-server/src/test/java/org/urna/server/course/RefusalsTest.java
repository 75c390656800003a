// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.server.store.Databases;

/** What the server refuses on the way from the draft to the result, over HTTP, and that a refusal leaves nothing behind. */
class RefusalsTest {

    @TempDir
    Path data;

    private Play play() throws Exception {
        Play play = new Play(data, Databases.sqlite(data));
        play.create(play.draft(), Play.roll(4));
        return play;
    }

    private static void refused(HttpResponse<String> response, int status, String code, String check) {
        JsonNode problem = ok(status, response);
        assertThat(problem.path("type").asText()).isEqualTo("urn:urna:problem:" + code);
        assertThat(problem.path("check").asText()).isEqualTo(check);
    }

    @Test
    void aCeremonyNeedsADraftWithARoll() throws Exception {
        try (Play play = new Play(data, Databases.sqlite(data))) {
            play.election = ok(
                            201, play.staff("", "application/json", play.draft().toString()))
                    .path("election")
                    .asText();

            refused(play.staff("/ceremony"), 422, "draft-invalid", "");
            assertThat(play.state().path("state").asText()).isEqualTo("draft");
        }
    }

    /** F1: garbage, twice, out of turn, by another, for another attempt: nothing of it reaches the board. */
    @Test
    void ceremonyMessagesOutOfOrderOrByOthersAreRefused() throws Exception {
        try (Play play = play()) {
            refused(play.send("{}".getBytes(StandardCharsets.UTF_8)), 400, "message-malformed", "");
            ok(200, play.staff("/ceremony"));
            refused(play.staff("/ceremony"), 409, "wrong-state", "");
            refused(play.staff("/credentials"), 409, "wrong-state", "");
            Person first = play.trustees.get(0);
            byte[] keys = first.next(1, play.board.entries());

            Hash m = play.last(EntryType.MANIFEST).hash();
            KeyCommitment early = new KeyCommitment(m, 1, 1, m);
            refused(play.send(first.sign(early)), 409, "wrong-state", "entry-order");
            refused(play.send(new Person().next(1, play.board.entries())), 422, "message-invalid", "trustee-identity");
            long index = ok(201, play.send(keys)).path("index").asLong();
            assertThat(ok(200, play.send(keys)).path("index").asLong()).isEqualTo(index);
            byte[] cut = new String(keys, StandardCharsets.UTF_8)
                    .replace("\"attempt\":1", "\"attempt\":01")
                    .getBytes(StandardCharsets.UTF_8);
            refused(play.send(cut), 400, "message-malformed", "");
            play.trustees.get(1).next(2, play.board.entries());
            KeyCommitment other = new KeyCommitment(m, 2, 2, m);
            refused(play.send(play.trustees.get(1).sign(other)), 422, "message-invalid", "trustee-identity");
            assertThat(play.board.entries()).hasSize(2);
        }
    }

    @Test
    void aFalseKeyCheckIsRefused() throws Exception {
        try (Play play = play()) {
            ok(200, play.staff("/ceremony"));
            play.ceremony(EntryType.KEY_CONFIRMATION, 3);
            Person first = play.trustees.get(0);
            play.trustees.get(0).next(1, play.board.entries());
            KeyCheck honest = org.urna.crypto.threshold.StoredShare.prove(
                    first.share().attempt(),
                    first.share().transcript(),
                    1,
                    first.share().secret(),
                    Person.ENTROPY);
            KeyCheck bent = new KeyCheck(
                    honest.anchor(),
                    honest.attempt(),
                    1,
                    honest.transcript(),
                    honest.value().plus(Point.G),
                    honest.proof());

            refused(play.send(first.sign(bent)), 422, "message-invalid", "key-check");
            ok(201, play.send(first.sign(honest)));
        }
    }

    @Test
    void anAbandonedAttemptIsFollowedByTheNextWithTheSameManifest() throws Exception {
        try (Play play = play()) {
            ok(200, play.staff("/ceremony"));
            play.ceremony(EntryType.KEY_COMMITMENT, 1);
            String text = play.decide("ceremony-abandoned", "{\"trustees\":[2],\"attempt\":1}", "trustee-silent")
                    .path("state")
                    .asText();

            assertThat(text).isEqualTo("appended");
            assertThat(play.state().path("attempt").asInt()).isEqualTo(2);
            List<Entry> entries = play.board.entries();
            assertThat(((ManifestEntry) entries.get(entries.size() - 1)).manifest())
                    .isEqualTo(((ManifestEntry) entries.get(0)).manifest());
            play.ceremony();
            assertThat(((MessageEntry) play.last(EntryType.KEY_CHECK)).message())
                    .isInstanceOfSatisfying(
                            KeyCheck.class, check -> assertThat(check.attempt()).isEqualTo(2));
        }
    }

    /** No single person suffices: not an officer twice, not a third party beside one, and never after the time is over. */
    @Test
    void aDecisionNeedsTwoDifferentOfficersInTime() throws Exception {
        try (Play play = play()) {
            ok(200, play.staff("/ceremony"));
            JsonNode drafted = play.draftDecision("void", null, "correction");
            Person officer = play.officers.get(0);

            assertThat(ok(200, play.sign(drafted, officer)).toString())
                    .isEqualTo("{\"state\":\"pending\",\"signatures\":1}");
            assertThat(ok(200, play.sign(drafted, officer)).toString())
                    .isEqualTo("{\"state\":\"pending\",\"signatures\":1}");
            refused(play.sign(drafted, new Person()), 422, "decision-invalid", "officers");
            refused(play.post(drafted, officer.sign("{}")), 422, "decision-invalid", "officers");
            refused(play.post(drafted, "garbage"), 422, "decision-invalid", "officers");
            assertThat(play.state().path("state").asText()).isEqualTo("key-ceremony");

            ObjectNode late = ((ObjectNode) Play.tree("{\"action\":\"void\",\"reason\":\"correction\"}"))
                    .put("notBefore", "2020-01-01T00:00:00Z")
                    .put("notAfter", "2020-01-01T00:01:00Z");
            JsonNode expired =
                    ok(201, play.staff("/" + play.election + "/decisions", "application/json", late.toString()));
            refused(play.sign(expired, officer), 422, "decision-invalid", "");

            ObjectNode early = ((ObjectNode) Play.tree("{\"action\":\"void\",\"reason\":\"correction\"}"))
                    .put("notBefore", "2099-01-01T00:00:00Z")
                    .put("notAfter", "2099-01-02T00:01:00Z");
            JsonNode waiting =
                    ok(201, play.staff("/" + play.election + "/decisions", "application/json", early.toString()));
            ok(200, play.sign(waiting, officer));
            assertThat(ok(200, play.sign(waiting, play.officers.get(1)))
                            .path("state")
                            .asText())
                    .isEqualTo("pending");

            assertThat(ok(200, play.sign(drafted, play.officers.get(1)))
                            .path("state")
                            .asText())
                    .isEqualTo("appended");
            assertThat(play.state().path("state").asText()).isEqualTo("void");
        }
    }

    @Test
    void decisionsOutOfTheirStateAreRefused() throws Exception {
        try (Play play = play()) {
            ok(200, play.staff("/ceremony"));
            for (String action : new String[] {"setup", "publish", "close", "notice", "deadline-extended"}) {
                refused(
                        play.staff(
                                "/" + play.election + "/decisions",
                                "application/json",
                                "{\"action\":\"" + action + "\",\"reason\":\"planned\"}"),
                        409,
                        "wrong-state",
                        "");
            }
            refused(
                    play.staff(
                            "/" + play.election + "/decisions",
                            "application/json",
                            "{\"action\":\"void\",\"reason\":\"because\"}"),
                    422,
                    "decision-invalid",
                    "");
        }
    }

    /** F3 and D2: after the close false, foreign, early and repeated messages are refused; no code is in any log or on the board. */
    @Test
    void afterTheCloseOnlyTrueMessagesInTurnAreTaken() throws Exception {
        try (Play play = play()) {
            ok(200, play.staff("/ceremony"));
            play.ceremony();
            ok(200, play.staff("/credentials"));
            play.decide("setup", null, "planned");
            play.await("open");
            for (int member = 1; member <= 2; member++) {
                var choices = List.of(org.urna.crypto.ballot.Choices.of(2, 1), org.urna.crypto.ballot.Choices.of(3, 1));
                assertThat(play.cast(play.ballot(play.codes().get(member), "full", choices))
                                .statusCode())
                        .isEqualTo(201);
            }
            play.decide("close", null, "meeting-decision");
            play.awaitEntry(EntryType.TALLY);

            refused(play.send(play.lot(1)), 409, "wrong-state", "entry-order");
            TallyAgreement honest = play.agreement(1);
            TallyAgreement forged = new TallyAgreement(
                    honest.anchor(), 1, honest.size(), Hash.sha256(new byte[1]), honest.ballots(), honest.checkpoint());
            Person first = play.trustees.get(0);
            refused(play.send(first.sign(forged)), 422, "message-invalid", "tally-agreement");
            refused(play.send(new Person().sign(honest)), 422, "message-invalid", "trustee-identity");
            ok(201, play.send(first.sign(honest)));
            ok(200, play.send(resend(play)));
            ok(201, play.send(play.trustees.get(1).sign(play.agreement(2))));
            Tally tally =
                    play.tallies().stream().filter(Tally::counted).findFirst().orElseThrow();
            // Trustee 3 has not agreed.
            refused(play.send(play.lot(3)), 422, "message-invalid", "lot");
            refused(
                    play.send(play.trustees.get(2).sign(play.decryption(3, tally))),
                    422,
                    "message-invalid",
                    "decryption");
            Lot lot = org.urna.crypto.threshold.LotShares.prove(
                    play.sealed(), 1, first.share().secret().times(Scalar.of(2)), Person.ENTROPY);
            refused(play.send(first.sign(lot)), 422, "message-invalid", "lot");
            refused(play.send(first.sign(play.decryption(2, tally))), 422, "message-invalid", "trustee-identity");
            assertThat(play.board.column("SELECT trustee FROM held_decryption")).isEmpty();
            nothingIsTakenTwice(play, tally);
            noCodeIsAnywhereButInTheOutbox(play);
        }
    }

    /** With fresh randomness each time, so that the bytes are others. */
    private static void nothingIsTakenTwice(Play play, Tally tally) throws Exception {
        Person first = play.trustees.get(0);
        ok(201, play.send(play.lot(1)));
        refused(play.send(play.lot(1)), 409, "wrong-state", "entry-order");
        ok(202, play.send(first.sign(play.decryption(1, tally))));
        refused(play.send(first.sign(play.decryption(1, tally))), 409, "wrong-state", "entry-order");
        assertThat(play.count(EntryType.LOT)).isEqualTo(1);
        assertThat(play.board.column("SELECT trustee FROM held_decryption")).hasSize(1);
    }

    /** The agreement of trustee 1 as it was sent, from its entry. */
    private static byte[] resend(Play play) {
        return ((MessageEntry) play.last(EntryType.TALLY_AGREEMENT)).inTransit().write();
    }

    private void noCodeIsAnywhereButInTheOutbox(Play play) throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.startsWith(data.resolve("outbox")))
                    .toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (var code : play.codes().values()) {
                    assertThat(content).doesNotContain(code.display());
                    assertThat(content).doesNotContain(code.display().replace("-", ""));
                }
            }
        }
    }
}
