// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Voter;

/** A whole election on PostgreSQL, with a kill on the way. */
class PostgreSqlTest {

    private static final int MEMBERS = 20;
    private static final int VOTERS = 12;

    @Test
    void anElectionOverPostgreSqlSurvivesAKillAndPassesTheVerifier() throws Exception {
        try (EmbeddedPostgres postgres = postgres()) {
            Map<String, String> settings =
                    Map.of("URNA_DB_URL", "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
            Home home = Home.create("postgresql");
            Election election;
            List<Voter> voters = new ArrayList<>();
            PollingBooth booth;
            ServerProcess first = ServerProcess.start(home, settings);
            election = Election.open(home, first, MEMBERS);
            booth = election.booth(first.http());
            List<String> codes = election.codes();
            for (int member = 0; member < VOTERS; member++) {
                voters.add(booth.encrypt(member, codes.get(member)));
                booth.cast(first.http(), voters.get(member));
            }
            first.kill();
            try (ServerProcess second = ServerProcess.start(home, settings)) {
                voters.forEach(
                        voter -> assertThat(booth.send(second.http(), voter).statusCode())
                                .isEqualTo(200));
                election.close(second.http());
                election.tally(second.http());

                election.verify(second.http()).expect(0);
            }
        }
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException | RuntimeException e) {
            String required = String.valueOf(System.getenv("URNA_REQUIRE"));
            if (Arrays.asList(required.split(",")).contains("postgresql")) {
                throw new AssertionError("URNA_REQUIRE names postgresql, and it cannot be started", e);
            }
            System.err.println("SKIPPED: PostgreSQL cannot be started here: " + e);
            Assumptions.abort("PostgreSQL cannot be started here");
            throw new IllegalStateException(e);
        }
    }
}
