// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Contest;

/** Ballots that come at the same moment share a batch; what is wrong with one is nobody else's harm. */
class SharedChecksTest {

    private static final int VOTERS = 40;
    private static final Contest CONTEST = OpenElection.contest("c", 3, 0, 1, 1, false);

    @Test
    void falseProofsAmongManyAreRefusedAndAllOthersTaken(@TempDir Path folder) throws Exception {
        PollingPlace place = PollingPlace.sqlite(folder);
        ExecutorService devices = Executors.newFixedThreadPool(VOTERS);
        try {
            OpenElection election = place.open(CONTEST);
            List<Credential> voters = place.voters(election, "all", 1, VOTERS);
            List<byte[]> requests = new ArrayList<>();
            for (int i = 0; i < VOTERS; i++) {
                requests.add(
                        i % 5 == 3
                                ? withFalseProof(election, voters.get(i))
                                : election.request(voters.get(i), "all", Choices.of(3, 2)));
            }
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (byte[] request : requests) {
                answers.add(devices.submit(() -> place.cast(election, request)));
            }

            for (int i = 0; i < VOTERS; i++) {
                HttpResponse<String> answer = answers.get(i).get();
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(i % 5 == 3 ? 422 : 201);
                if (answer.statusCode() == 422) {
                    assertThat(answer.body()).contains("proof-invalid");
                } else {
                    place.verifyReceipt(election, requests.get(i), answer.body());
                }
            }
            assertThat(place.countBallotEntries(election)).isEqualTo(VOTERS - VOTERS / 5);
        } finally {
            devices.shutdown();
            place.close();
        }
    }

    @Test
    void whoeverSentAFalseProofMayStillCastAGoodBallot(@TempDir Path folder) throws Exception {
        PollingPlace place = PollingPlace.sqlite(folder);
        try {
            OpenElection election = place.open(CONTEST);
            Credential voter = place.voter(election, "all");

            for (int i = 0; i < 3; i++) {
                assertThat(place.cast(election, withFalseProof(election, voter)).statusCode())
                        .isEqualTo(422);
            }
            assertThat(place.cast(election, election.request(voter, "all", Choices.of(3, 1)))
                            .statusCode())
                    .isEqualTo(201);
        } finally {
            place.close();
        }
    }

    private static byte[] withFalseProof(OpenElection election, Credential voter) {
        Ballot first = election.ballot(voter, "all", Choices.of(3, 1));
        Ballot second = election.ballot(voter, "all", Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) first.contests().get(0);
        Ballot.Additive b = (Ballot.Additive) second.contests().get(0);
        Ballot mixed = new Ballot(
                first.election(),
                first.credential(),
                List.of(new Ballot.Additive(a.contest(), a.options(), a.blank(), b.sum())));
        return BallotSignature.sign(mixed, voter, Entropy.secure()).write();
    }
}
