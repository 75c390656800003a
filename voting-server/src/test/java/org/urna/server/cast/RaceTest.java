// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.record.Receipt;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;

/** Two servers on one database take ballots at the same moment. */
class RaceTest {

    private static final int PAIRS = 100;

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Pair(
            byte[] first, byte[] second, Future<HttpResponse<String>> one, Future<HttpResponse<String>> two) {}

    /** On one SQLite file; {@code TwoServersTest} has ten times as many, on PostgreSQL. */
    @Test
    @DisplayName("D3: of two ballots with one credential on two servers one is taken, and the other told its tracker")
    void d3OfTwoBallotsWithOneCredentialOneIsTaken(@TempDir Path folder) throws Exception {
        PollingPlace place = PollingPlace.on(folder, Databases.sqlite(folder), 2);
        ExecutorService voters = Executors.newFixedThreadPool(32);
        try {
            OpenElection election = place.open(OpenElection.contest("c", 2, 1, 1, 1, false));
            List<Pair> pairs = new ArrayList<>();
            for (Credential each : place.voters(election, "all", 1, PAIRS)) {
                byte[] first = election.request(each, "all", Choices.of(2, 1));
                byte[] second = election.request(each, "all", Choices.of(2, 2));
                pairs.add(new Pair(
                        first,
                        second,
                        voters.submit(() -> place.cast(0, election, first)),
                        voters.submit(() -> place.cast(1, election, second))));
            }

            Set<Long> places = new HashSet<>();
            for (Pair pair : pairs) {
                HttpResponse<String> one = pair.one().get();
                HttpResponse<String> two = pair.two().get();
                assertThat(List.of(one.statusCode(), two.statusCode()))
                        .as(one.body() + two.body())
                        .containsExactlyInAnyOrder(201, 409);
                boolean won = one.statusCode() == 201;
                byte[] standing = won ? pair.first() : pair.second();
                Receipt receipt = place.verifyReceipt(election, standing, won ? one.body() : two.body());
                places.add(receipt.index());
                assertThat(won ? two.body() : one.body())
                        .contains("credential-used")
                        .contains(receipt.tracker().toString());
            }
            assertThat(places).hasSize(PAIRS);
            assertThat(place.count("ballot", election)).isEqualTo(PAIRS);
            assertThat(place.count("log_entry", election)).isEqualTo(PAIRS + 3);
        } finally {
            voters.shutdown();
            place.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C1: the same bytes sent many times at once stand once and get one receipt")
    void c1TheSameBytesSentManyTimesAtOnceStandOnce(Kind kind, @TempDir Path folder) throws Exception {
        DatabaseUrl database = kind == Kind.SQLITE ? Databases.sqlite(folder) : Databases.postgreSql();
        PollingPlace place = PollingPlace.on(folder, database, 2);
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            OpenElection election = place.open(OpenElection.contest("c", 2, 1, 1, 1, false));
            byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(2, 1));
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int server = i % 2;
                answers.add(senders.submit(() -> place.cast(server, election, request)));
            }

            Set<String> receipts = new HashSet<>();
            int created = 0;
            for (Future<HttpResponse<String>> each : answers) {
                assertThat(each.get().statusCode()).as(each.get().body()).isIn(200, 201);
                created += each.get().statusCode() == 201 ? 1 : 0;
                receipts.add(each.get().body());
            }

            assertThat(created).isEqualTo(1);
            assertThat(receipts).hasSize(1);
            assertThat(place.count("ballot", election)).isEqualTo(1);
        } finally {
            senders.shutdown();
            place.close();
        }
    }
}
