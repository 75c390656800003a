// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.server.cast.OpenElection;
import org.urna.server.cast.PollingPlace;

/** The generator of load against a real server. */
class LoadTest {

    private static final int BALLOTS = 40;

    @Test
    void everyBallotIsSentOnceAndHasAReceiptOrIsSentAgainLater(@TempDir Path folder) throws Exception {
        PollingPlace place = PollingPlace.sqlite(folder);
        OpenElection election = place.open(OpenElection.contest("c", 2, 1, 1, 1, false));
        List<byte[]> ballots = new ArrayList<>();
        for (int i = 0; i < BALLOTS; i++) {
            Credential voter = place.voter(election, "all");
            ballots.add(election.request(voter, "all", Choices.of(2, 1)));
        }
        URI server = URI.create("http://127.0.0.1:" + place.server(0).port());
        Load load = new Load(server, election.id(), ballots, ProcessHandle.current(), 1);
        try {
            Phase closed = await(load.closed("closed", 2, 0.2));
            Phase open = await(load.open("open", 1000, 10));

            assertThat(closed.accepted()).isPositive().isEqualTo(closed.sent());
            assertThat(closed.accepted() + open.accepted()).isEqualTo(BALLOTS);
            assertThat(open.seconds()).as("it ends when no ballot is left").isLessThan(10);
            assertThat(open.others()).isEmpty();
            assertThat(open.p50Millis()).isPositive().isLessThanOrEqualTo(open.p99Millis());
            assertThat(load.receipts())
                    .allSatisfy(receipt -> assertThat(receipt).isNotEmpty());
            assertThat(place.verifyReceipt(
                            election, ballots.get(7), new String(load.receipts().get(7), StandardCharsets.US_ASCII)))
                    .isNotNull();
        } finally {
            await(load.close());
            place.close();
        }
    }
}
