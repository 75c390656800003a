// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.Running;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Voter;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointHistory;
import org.urna.crypto.log.Note;

/** E1 Two servers with the same keys and different histories, seen by somebody who watches and by a voter with a receipt. */
class ForkTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static void await(String wish, BooleanSupplier wished) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!wished.getAsBoolean()) {
            assertThat(Instant.now()).as(wish).isBefore(end);
            Thread.sleep(200);
        }
    }

    private static JsonNode standing(ServerProcess server, Election election) {
        return server.http().getJson("/api/v1/elections/" + election.id() + "/witnesses");
    }

    @Test
    void aServerWithCopiedKeysAndAnotherHistoryIsCaughtByAWatcherAndByAReceipt() throws Exception {
        Home home = Home.create("fork");
        Path state = home.folder().resolve("watcher");
        int port = ServerProcess.freePort();
        int witness = ServerProcess.freePort();
        Map<String, String> settings = Map.of(
                "URNA_HTTP_PORT",
                String.valueOf(port),
                "URNA_WITNESSES",
                "http://127.0.0.1:" + ServerProcess.freePort() + ",http://127.0.0.1:" + witness);
        String key = Programs.VERIFIER
                .run(home.log(), "witness-key", state.toString(), "witness.test/1")
                .expect(0)
                .output()
                .strip();
        Election election;
        try (ServerProcess server = ServerProcess.start(home, settings)) {
            election = Election.witnessed(home, server, 4, key);
            assertThat(standing(server, election).path("signed").asLong())
                    .as("nothing waits for a witness that is away")
                    .isZero();
            assertThat(standing(server, election)
                            .path("witnesses")
                            .path(0)
                            .path("fault")
                            .asText())
                    .contains("does not answer");
        }
        Election twin = election.in(home.copy("fork-twin"));
        List<String> codes = election.codes();
        Running watcher;
        String receipt;
        long size;
        try (ServerProcess server = ServerProcess.start(home, settings)) {
            watcher = Programs.VERIFIER.start(
                    home.log(),
                    List.of(
                            "watch",
                            election.place(server.http()),
                            "--state",
                            state.toString(),
                            "--interval",
                            "1",
                            "--board-key",
                            election.boardKey(server.http()),
                            "--listen",
                            "127.0.0.1:" + witness),
                    Map.of());
            await(
                    "the witness signs",
                    () -> standing(server, election).path("behind").asLong() == 0
                            && standing(server, election).path("signed").asLong() > 0);
            PollingBooth booth = election.booth(server.http());
            Voter voter = booth.encrypt(0, codes.get(0));
            receipt = booth.cast(server.http(), voter);
            size = booth.check(receipt, voter).index() + 1;
            await(
                    "the watcher sees the ballot",
                    () -> watcher.printed().contains(size + " entries checked, phase open"));
            assertCosigned(server, election, key);
            assertThat(election.verify(server.http()).expect(3).output())
                    .contains("VERDICT: nothing failed")
                    .containsPattern("log-witnesses +[1-9]");
        }
        try (ServerProcess impostor = ServerProcess.start(twin.home(), settings)) {
            PollingBooth booth = twin.booth(impostor.http());
            booth.cast(impostor.http(), booth.encrypt(1, codes.get(1)));

            Ended ended = watcher.await();

            ended.expect(1);
            assertThat(ended.errors()).contains("ALARM fork: ");
            try (Stream<Path> kept = Files.list(state.resolve("evidence"))) {
                assertThat(kept).hasSize(2);
            }
            Path file = election.keep("receipt.jws", receipt);
            Ended checked = Programs.VERIFIER.run(home.log(), "receipt", file.toString(), twin.place(impostor.http()));
            assertThat(checked.status()).isEqualTo(1);
            assertThat(checked.output()).contains("proof of a fork", "it is evidence");
        }
    }

    /** The board lists what the witness signed, with the witness's line. */
    private static void assertCosigned(ServerProcess server, Election election, String key) throws Exception {
        byte[] file = server.http().get("/e/" + election.id() + "/board/checkpoints");
        CheckpointHistory history = new CheckpointHistory(new ByteArrayInputStream(file));
        Note last = history.next().orElseThrow();
        for (var next = history.next(); next.isPresent(); next = history.next()) {
            last = next.get();
        }
        assertThat(Checkpoint.parse(last.text()).size()).isPositive();
        assertThat(last.signatures()).anySatisfy(line -> assertThat(key).startsWith(line.name() + "+"));
    }
}
