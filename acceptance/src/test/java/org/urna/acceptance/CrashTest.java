// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Voter;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Receipt;

/**
 * Security §2, kill and crash at each step of a cast; E4: after any end of the server every receipt's ballot is on the board at its index,
 * no ballot is there twice, and voting goes on. One election that lives through all of it and is counted at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashTest {

    private static final int KILLS = 6;
    private static final int DEVICES = 3;
    private static final int CAST_BETWEEN_KILLS = 60;

    private final Election election =
            Elections.open().in(Elections.open().home().copy("crash"));
    private final List<String> codes = election.codes();
    private final Map<Integer, String> receipts = new ConcurrentHashMap<>();
    private final Map<Integer, Voter> voters = new ConcurrentHashMap<>();

    @Test
    @Order(1)
    void noReceiptIsLostWhenTheServerIsKilledAtRandomMoments() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashTest: seed " + seed);
        Random random = new Random(seed);
        Queue<Voter> waiting = new ConcurrentLinkedQueue<>();
        ServerProcess server = ServerProcess.start(election.home(), Map.of());
        PollingBooth booth = election.booth(server.http());
        for (int member = 0; member < CAST_BETWEEN_KILLS; member++) {
            Voter voter = booth.encrypt(member, codes.get(member));
            voters.put(member, voter);
            waiting.add(voter);
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            List<Thread> devices = devices(booth, server, waiting);
            int enough = receipts.size() + random.nextInt(CAST_BETWEEN_KILLS / KILLS);
            while (receipts.size() < enough && server.isAlive()) {
                Thread.sleep(2);
            }
            Thread.sleep(random.nextInt(50));
            server.kill();
            for (Thread device : devices) {
                device.join();
            }
            System.out.println("CrashTest: kill " + kill + " with " + receipts.size() + " receipts given");
            server = ServerProcess.start(election.home(), Map.of());
            everyReceiptStands(server.http(), booth);
        }
        for (Thread device : devices(booth, server, waiting)) {
            device.join();
        }
        assertThat(receipts).hasSize(CAST_BETWEEN_KILLS);
        everyReceiptStands(server.http(), booth);
        theSameBytesGetTheSameReceipt(server.http(), booth);
        server.close();
    }

    /** Devices that cast until nobody waits, or the server is gone; then the voter waits again. */
    private List<Thread> devices(PollingBooth booth, ServerProcess server, Queue<Voter> waiting) {
        List<Thread> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            Thread device = new Thread(() -> {
                for (Voter voter = waiting.poll(); voter != null; voter = waiting.poll()) {
                    try {
                        receipts.put(voter.member(), booth.cast(server.http(), voter));
                    } catch (UncheckedIOException | AssertionError e) {
                        waiting.add(voter);
                        if (!server.isAlive() || e instanceof UncheckedIOException) {
                            return;
                        }
                    }
                }
            });
            device.start();
            devices.add(device);
        }
        return devices;
    }

    @ParameterizedTest(name = "stopped when a ballot is {1}, the same bytes then get {2}")
    @CsvSource({"60, verified, 201", "61, inserted, 201", "62, committed, 200", "63, signed, 200", "64, answered, 200"})
    @Order(2)
    void noReceiptIsLostWhenTheServerStopsBetweenTwoSteps(int member, String step, int again) {
        PollingBooth booth;
        Voter voter;
        try (ServerProcess server = ServerProcess.start(election.home(), Map.of())) {
            booth = election.booth(server.http());
            voter = booth.encrypt(member, codes.get(member));
            voters.put(member, voter);
        }
        ServerProcess failing = ServerProcess.start(election.home(), Map.of("URNA_FAILPOINT", step));
        if (step.equals("answered")) {
            receipts.put(member, booth.cast(failing.http(), voter));
        } else {
            assertThatThrownBy(() -> booth.send(failing.http(), voter)).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(failing.awaitEnd().status()).isNotZero();
        try (ServerProcess server = ServerProcess.start(election.home(), Map.of())) {
            HttpResponse<byte[]> answer = booth.send(server.http(), voter);

            String receipt = new String(Http.expect(answer, again), StandardCharsets.US_ASCII);
            booth.check(receipt, voter);
            receipts.put(member, receipt);
            everyReceiptStands(server.http(), booth);
        }
    }

    @Test
    @Order(3)
    void theElectionIsThenClosedCountedAndVerified() {
        try (ServerProcess server = ServerProcess.start(election.home(), Map.of())) {
            election.close(server.http());
            election.tally(server.http());

            election.verify(server.http()).expect(0);
            assertThat(ballots(server.http())).hasSize(receipts.size());
        }
    }

    private void everyReceiptStands(Http http, PollingBooth booth) {
        List<Entry> entries = election.board(http).read();
        receipts.forEach((member, text) -> {
            Voter voter = voters.get(member);
            Receipt receipt = booth.check(text, voter);
            assertThat(entries.get(Math.toIntExact(receipt.index())))
                    .as("receipt of member %s", member)
                    .isInstanceOfSatisfying(
                            BallotEntry.class,
                            entry -> assertThat(entry.ballot().hash()).isEqualTo(voter.ballot()));
        });
        Set<Object> credentials = new HashSet<>();
        assertThat(ballots(http))
                .allSatisfy(entry ->
                        assertThat(credentials.add(entry.ballot().credential())).isTrue());
    }

    private List<BallotEntry> ballots(Http http) {
        return election.board(http).read().stream()
                .filter(BallotEntry.class::isInstance)
                .map(BallotEntry.class::cast)
                .toList();
    }

    private void theSameBytesGetTheSameReceipt(Http http, PollingBooth booth) {
        receipts.forEach((member, text) -> {
            Voter voter = voters.get(member);
            HttpResponse<byte[]> answer = booth.send(http, voter);
            Receipt again = booth.check(new String(Http.expect(answer, 200), StandardCharsets.US_ASCII), voter);
            Receipt first = booth.check(text, voter);
            assertThat(again.index()).isEqualTo(first.index());
            assertThat(again.tracker()).isEqualTo(first.tracker());
        });
    }
}
