// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.crypto.record.Tracker;
import org.urna.server.store.Store;

/** Ballots of many forms are taken, each with a receipt that stands up (E4), and the same one again gets the same receipt (C1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CastingTest {

    private PollingPlace place;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        place = PollingPlace.sqlite(folder);
    }

    @AfterAll
    void close() throws Exception {
        place.close();
    }

    @TestFactory
    Stream<DynamicTest> aBallotOfEveryFormIsTakenAndItsReceiptProvesIt() {
        return Stream.of(
                        new Case("two options", OpenElection.contest("c", 2, 0, 1, 1, true), Choices.of(2, 1)),
                        new Case("five options", OpenElection.contest("c", 5, 1, 1, 1, true), Choices.of(5, 4)),
                        new Case("forty options", OpenElection.contest("c", 40, 0, 1, 1, true), Choices.of(40, 40)),
                        new Case("no blank", OpenElection.contest("c", 3, 1, 1, 1, false), Choices.of(3, 2)),
                        new Case("several votes", OpenElection.contest("c", 5, 2, 3, 1, true), Choices.of(5, 1, 3, 5)),
                        new Case("cumulative", OpenElection.contest("c", 4, 2, 5, 3, true), Choices.votes(3, 0, 2, 0)),
                        new Case("blank", OpenElection.contest("c", 4, 2, 5, 3, true), Choices.blank(4)))
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    OpenElection election = place.open(each.contest());
                    Credential voter = place.voter(election, "all");
                    byte[] request = election.request(voter, "all", each.choices());

                    HttpResponse<String> answer = place.cast(election, request);

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                    assertThat(answer.headers().firstValue("content-type")).contains("application/jose");
                    place.verifyReceipt(election, request, answer.body());
                }));
    }

    private record Case(String name, Contest contest, Choices choices) {}

    @Test
    void stylesAndWeightsOfOneElectionAreTakenSideBySide() throws Exception {
        OpenElection election = place.open(
                OpenElection.contest("chair", 3, 0, 1, 1, true), OpenElection.contest("board", 5, 0, 2, 1, false));
        Credential member = place.voters(election, "all", 1, 1).get(0);
        Credential student = place.voters(election, "first", 3, 1).get(0);
        byte[] full = election.request(member, "all", Choices.of(3, 2), Choices.of(5, 1, 2));
        byte[] half = election.request(student, "first", Choices.blank(3));

        HttpResponse<String> first = place.cast(election, full);
        HttpResponse<String> second = place.cast(election, half);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        place.verifyReceipt(election, full, first.body());
        place.verifyReceipt(election, half, second.body());
        assertThat(place.count("ballot", election)).isEqualTo(2);
    }

    @Test
    void c1TheSameBytesAgainGetTheSameReceiptAlsoLaterAndAfterARestart() throws Exception {
        OpenElection election = place.open(OpenElection.contest("c", 2, 0, 1, 1, true));
        List<Credential> voters = place.voters(election, "all", 1, 3);
        byte[] request = election.request(voters.get(0), "all", Choices.of(2, 1));
        String receipt = place.cast(election, request).body();
        place.cast(election, election.request(voters.get(1), "all", Choices.of(2, 2)));

        HttpResponse<String> again = place.cast(election, request);
        place.restart();
        place.cast(election, election.request(voters.get(2), "all", Choices.of(2, 2)));
        HttpResponse<String> later = place.cast(election, request);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(receipt);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(later.body()).isEqualTo(receipt);
        assertThat(place.count("ballot", election)).isEqualTo(3);
    }

    @Test
    void whoseReceiptCannotBeMadeJustNowIsToldToAskAgainAndNotThatItFailed() throws Exception {
        OpenElection election = place.open(OpenElection.contest("c", 2, 0, 1, 1, true));
        byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(2, 1));
        String receipt = place.cast(election, request).body();
        byte[] tile = Store.bytes(
                await(place.store().first("SELECT bytes FROM tile WHERE election = #{id}", Map.of("id", election.id())))
                        .orElseThrow(),
                "bytes");

        storeTile(election, new byte[0]);
        HttpResponse<String> meanwhile = place.cast(election, request);
        storeTile(election, tile);

        assertThat(meanwhile.statusCode()).isEqualTo(503);
        assertThat(meanwhile.headers().firstValue("retry-after")).isPresent();
        assertThat(meanwhile.body()).contains("the ballot was taken");
        assertThat(place.cast(election, request).body()).isEqualTo(receipt);
    }

    private void storeTile(OpenElection election, byte[] bytes) throws Exception {
        place.change(
                "UPDATE tile SET bytes = #{bytes} WHERE election = #{id}",
                Map.of("id", election.id(), "bytes", place.store().bin(bytes)));
    }

    @Test
    void c2TheReceiptNamesTheTrackerAndHashOfTheBallotAsTheVoterComputesThem() throws Exception {
        OpenElection election = place.open(OpenElection.contest("c", 2, 0, 1, 1, true));
        byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(2, 1));

        Receipt receipt = Receipt.read(
                CompactJws.parse(place.cast(election, request).body()).payload());

        Hash hash = place.hash(request);
        assertThat(receipt.ballot()).isEqualTo(hash);
        assertThat(receipt.tracker()).isEqualTo(Tracker.of(hash));
        assertThat(receipt.election()).isEqualTo(election.fingerprint());
    }
}
