// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.server.board.BoardLog;
import org.urna.server.board.BoardStart;
import org.urna.server.board.Checkpoints;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.store.Databases;
import org.urna.server.store.Store;

/**
 * A server that starts while another one takes ballots looks at a log that grows under its eyes, and must not take that for a log that lacks
 * what was signed. A soak found it: of 642 servers that were started again one had read the length of the log just before a ballot, and the
 * newest checkpoint just after it, and did not start.
 */
class StartAmongOthersTest {

    private static final int VOTERS = 400;
    private static final int AT_ONCE = 4;
    private static final int STARTS = 50;

    @Test
    void aLogThatGrowsMeanwhileIsInOrder(@TempDir Path folder) throws Exception {
        DatabaseUrl database = Databases.postgreSql();
        PollingPlace place = PollingPlace.on(folder, database, 1);
        Vertx vertx = Vertx.vertx();
        Store store = await(Store.open(vertx, database));
        ExecutorService voters = Executors.newFixedThreadPool(AT_ONCE);
        try {
            OpenElection election = place.open(OpenElection.contest("c", 2, 1, 1, 1, false));
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (Credential each : place.voters(election, "all", 1, VOTERS)) {
                byte[] request = election.request(each, "all", Choices.of(2, 1));
                answers.add(voters.submit(() -> place.cast(0, election, request)));
            }
            KeyRing keys = new KeyRing(vertx, new KeyStore(folder.resolve("keys"), Entropy.secure()));
            BoardStart start = new BoardStart(store, new BoardLog(store), new Checkpoints(vertx, store, keys));

            int rounds = 0;
            while (!answers.get(VOTERS - 1).isDone()) {
                // So many that the questions of each wait for those of the others: ballots come in between.
                List<io.vertx.core.Future<Void>> starts = new ArrayList<>();
                for (int i = 0; i < STARTS; i++) {
                    starts.add(start.complete(election.id()));
                }
                await(io.vertx.core.Future.all(starts));
                rounds++;
            }

            assertThat(rounds).isPositive();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(201);
            }
        } finally {
            voters.shutdownNow();
            await(store.close());
            await(vertx.close());
            place.close();
        }
    }
}
