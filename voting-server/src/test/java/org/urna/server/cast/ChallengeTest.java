// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.record.CastRequest;

/** C7: a ballot that was opened to test the encryption can never be cast. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChallengeTest {

    private PollingPlace place;
    private OpenElection election;
    private Credential voter;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        place = PollingPlace.sqlite(folder);
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
    }

    @BeforeEach
    void open() throws Exception {
        election = place.open(OpenElection.contest("chair", 3, 0, 1, 1, true));
        voter = place.voter(election, "first");
    }

    private byte[] ballot() {
        return election.request(voter, "first", Choices.of(3, 2));
    }

    private HttpResponse<String> challenge(String body) throws Exception {
        return place.server(0)
                .send(place.server(0)
                        .open("/api/v1/elections/" + election.id() + "/challenges")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> challenge(byte[] request) throws Exception {
        return challenge(
                "{\"ballot\":\"" + CastRequest.read(request).ballot().hash().hex() + "\"}");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"urn:urna:problem:" + code + "\"");
    }

    @Test
    void aChallengedBallotIsRefusedAndAnotherOneIsTaken() throws Exception {
        byte[] opened = ballot();
        assertThat(challenge(opened).statusCode()).isEqualTo(204);
        assertThat(challenge(opened).statusCode()).isEqualTo(204);

        assertRefused(place.cast(election, opened), 409, "ballot-challenged");

        assertThat(place.countBallotEntries(election)).isZero();
        assertThat(place.count("challenged", election)).isEqualTo(1);
        assertThat(place.cast(election, ballot()).statusCode()).isEqualTo(201);
    }

    @Test
    void aCastBallotCannotBeChallenged() throws Exception {
        byte[] cast = ballot();
        assertThat(place.cast(election, cast).statusCode()).isEqualTo(201);

        assertRefused(challenge(cast), 409, "ballot-cast");

        assertThat(place.count("challenged", election)).isZero();
        assertThat(place.cast(election, cast).statusCode()).isEqualTo(200);
    }

    @Test
    void aChallengeHoldsAfterARestart() throws Exception {
        byte[] opened = ballot();
        challenge(opened);
        place.restart();

        assertRefused(place.cast(election, opened), 409, "ballot-challenged");
    }

    @Test
    void onlyAHashIsTakenAndOnlyInAnOpenElection() throws Exception {
        for (String body : List.of(
                "{}",
                "[]",
                "{\"ballot\":1}",
                "{\"ballot\":\"\"}",
                "{\"ballot\":\"" + "A".repeat(64) + "\"}",
                "{\"ballot\":\"" + "a".repeat(63) + "\"}",
                "{\"ballot\":\"" + "a".repeat(64) + "\",\"more\":1}")) {
            assertRefused(challenge(body), 400, "request-invalid");
        }
        place.change("UPDATE election SET state = 'closed' WHERE id = #{id}", Map.of("id", election.id()));
        assertRefused(challenge(ballot()), 409, "closed");
        place.change("UPDATE election SET state = 'credentials' WHERE id = #{id}", Map.of("id", election.id()));
        assertRefused(challenge(ballot()), 409, "not-open");
    }

    /** G5: noting tests costs a bounded number of rows. */
    @Test
    void anElectionNotesTwentyTestsForEachElectorAndNoMore() throws Exception {
        place.change(
                "UPDATE election SET challenges = 19999 WHERE id = #{id}",
                Map.of("id", election.id())); // roll of 1,000
        byte[] last = ballot();

        assertThat(challenge(last).statusCode()).isEqualTo(204);
        HttpResponse<String> refused = challenge(ballot());

        assertRefused(refused, 503, "overloaded");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(challenge(last).statusCode()).isEqualTo(204);
        assertThat(place.count("challenged", election)).isEqualTo(1);
    }
}
