// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Outcome;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;

/** An election with a ranked and an additive contest over HTTP, mixed section by section, and its board verified at the end. */
class RankedElectionTest {

    private static final int MEMBERS = 9;

    @TempDir
    Path data;

    @Test
    void aRankedContestIsMixedDecryptedCountedAndVerified() throws Exception {
        run(Databases.sqlite(data));
    }

    @Test
    void aRankedContestIsMixedDecryptedCountedAndVerifiedOnPostgreSql() throws Exception {
        run(Databases.postgreSql());
    }

    private void run(DatabaseUrl database) throws Exception {
        try (Play play = new Play(data, database)) {
            play.create(Mixing.overridden(play, true), Play.roll(MEMBERS));
            ok(200, play.staff("/ceremony"));
            play.ceremony();
            ok(200, play.staff("/credentials"));
            play.decide("setup", null, "planned");
            play.await("open");
            vote(play);
            play.decide("close", null, "meeting-decision");
            play.awaitEntry(EntryType.TALLY);
            count(play, new Mixing(play));
            check(play);
        }
    }

    /** Of nine, Ada has 4 first preferences, Bel 3, Cid 2 and his go to Bel: she wins by 5 to 4. Every third is a student. */
    private static void vote(Play play) throws Exception {
        List<Preferences> rankings = List.of(
                Preferences.of(1),
                Preferences.of(1, 2, 3),
                Preferences.of(1, 3),
                Preferences.of(1),
                Preferences.of(2, 1),
                Preferences.of(2),
                Preferences.of(2, 3, 1),
                Preferences.of(3, 2),
                Preferences.of(3, 2, 1));
        Map<Integer, VotingCode> codes = play.codes();
        for (int i = 1; i <= MEMBERS; i++) {
            List<Answer> answers = new ArrayList<>(List.of(rankings.get(i - 1)));
            if (i % 3 != 0) {
                answers.add(Choices.of(3, 1, 2));
            }
            HttpResponse<String> cast = play.cast(play.ballot(codes.get(i), i % 3 == 0 ? "student" : "full", answers));
            assertThat(cast.statusCode()).as(cast.body()).isEqualTo(201);
        }
    }

    private static void count(Play play, Mixing mixing) throws Exception {
        for (int i = 1; i <= 3; i++) {
            ok(201, play.send(play.trustees.get(i - 1).sign(play.agreement(i))));
        }
        assertThat(play.state().path("awaiting").toString())
                .contains("{\"who\":\"trustee:2\",\"what\":\"shuffle\"}")
                .doesNotContain("decryption");
        List<Tally> ranked =
                play.tallies().stream().filter(tally -> tally.input() != null).toList();
        assertThat(ranked).extracting(Tally::section).containsExactly("members", "students");
        assertThat(ranked).extracting(Tally::ballots).containsExactly(6L, 3L);
        List<Ciphertexts> last = new ArrayList<>();
        for (Tally tally : ranked) {
            Ciphertexts input = mixing.input(tally);
            assertThat(input.hash()).isEqualTo(tally.input());
            Mixing.Step first = mixing.shuffle(2, 1, tally, input);
            ok(201, mixing.send(first.sent()));
            Mixing.Step second = mixing.shuffle(1, 2, tally, first.output());
            ok(201, mixing.send(second.sent()));
            last.add(second.output());
        }
        assertThat(play.state().path("awaiting").toString())
                .doesNotContain("shuffle")
                .contains("decryption");
        ok(201, play.send(play.lot(1)));
        ok(201, play.send(play.lot(3)));
        for (int i : new int[] {3, 1}) {
            for (int s = 0; s < ranked.size(); s++) {
                ok(202, mixing.send(mixing.decryption(i, ranked.get(s), last.get(s))));
            }
            for (Tally tally : play.tallies()) {
                if (tally.ciphertexts() != null) {
                    ok(202, play.send(play.trustees.get(i - 1).sign(play.decryption(i, tally))));
                }
            }
        }
        assertThat(play.state().path("state").asText()).isEqualTo("tallied");
        assertThat(play.decide("publish", null, "planned").path("state").asText())
                .isEqualTo("appended");
    }

    private static void check(Play play) throws Exception {
        RankedResult result = play.board.entries().stream()
                .filter(ResultEntry.class::isInstance)
                .map(entry -> ((ResultEntry) entry).body())
                .filter(RankedResult.class::isInstance)
                .map(RankedResult.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(result.elected()).containsExactly(2);
        assertThat(result.total()).isEqualTo(new RankedResult.Totals(9, 0, 0));
        assertThat(result.sections())
                .extracting(section -> section.totals().ballots())
                .containsExactly(6L, 3L);
        assertThat(play.board.column("SELECT sha256 FROM upload")).isEmpty();
        assertThat(play.board.column("SELECT sha256 FROM upload_part")).isEmpty();
        assertThat(play.board.column("SELECT sha256 FROM held_file")).isEmpty();
        HttpResponse<String> rankings = play.server.send(play.server.open("/e/" + play.election + "/board/artifact/"
                + result.rankings().sha256().hex()));
        assertThat(rankings.body())
                .isEqualTo(
                        "[2,[1]]\n[1,[1,2,3]]\n[1,[1,3]]\n[1,[2]]\n[1,[2,1]]\n[1,[2,3,1]]\n[1,[3,2]]\n[1,[3,2,1]]\n");
        assertThat(play.server.send(play.server.open(play.path("/results.csv"))).body())
                .contains("chair,Chair,,candidate,2,Bel,,1,", "chair,Chair,students,ballots,,,3,,");

        Verified verified = Verification.run(play.board, Anchors.ofFingerprint(play.sealed()), Resources.ofCaller());

        assertThat(verified.report().failures()).isEmpty();
        assertThat(verified.report().overall()).as("%s", verified.report()).isNotEqualTo(Outcome.FAIL);
        List<Entry> entries = play.board.entries();
        assertThat(entries)
                .filteredOn(entry -> entry.type() == EntryType.SHUFFLE && entry instanceof MessageEntry)
                .hasSize(4);
    }

    /** A ranking that few others have is a signature for a buyer of votes; set-up says so, and gives way to words alone. */
    @Test
    void moreRankingsThanATenthOfTheMembersNeedAReason() throws Exception {
        try (Play play = new Play(data, Databases.sqlite(data))) {
            play.create(Mixing.draft(play, false), Play.roll(MEMBERS));

            JsonNode refused = ok(422, play.staff("/ceremony"));

            assertThat(refused.path("problems").toString())
                    .contains("\"pointer\":\"/contests/0/maxRanks\",\"rule\":\"ranking-signature\"");
            assertThat(play.state().path("state").asText()).isEqualTo("draft");
        }
    }

    @Test
    void aDraftOfARankedContestIsReadStrictly() throws Exception {
        try (Play play = new Play(data, Databases.sqlite(data))) {
            refused(play, "max", 1, "kind");
            refused(play, "maxRanks", 4, "max-ranks");
            refused(play, "rule", "plurality-1", "rule");
            ObjectNode additive = play.draft();
            ((ObjectNode) additive.path("contests").path(0)).put("maxRanks", 1);
            assertThat(ok(422, play.staff("", "application/json", additive.toString()))
                            .path("problems")
                            .toString())
                    .contains("/contests/0/maxRanks", "additive contests have none");
        }
    }

    private static void refused(Play play, String member, Object value, String rule) throws Exception {
        ObjectNode draft = Mixing.overridden(play, false);
        ((ObjectNode) draft.path("contests").path(0)).putPOJO(member, value);
        JsonNode refused = ok(422, play.staff("", "application/json", draft.toString()));
        assertThat(refused.path("problems").toString()).contains("\"rule\":\"" + rule + "\"");
    }
}
