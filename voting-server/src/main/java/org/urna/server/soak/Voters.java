// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Devices that cast while the servers suffer. As the booth does, each sends its ballot until it has a receipt, the same bytes again and to another
 * server when one does not answer or is busy. Safe for concurrent use.
 */
final class Voters {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long AGAIN_MILLIS = 100;
    private static final long LET_MILLIS = 100;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<URI> servers;
    private final String path;
    private final List<byte[]> ballots;
    private final Map<Integer, String> receipts = new ConcurrentHashMap<>();
    private final Map<Integer, String> refused = new ConcurrentHashMap<>();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong tries = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final List<Thread> devices = new ArrayList<>();
    private final Semaphore let = new Semaphore(0);
    private volatile boolean open = true;

    /**
     * @param servers addresses without a slash at the end; any of them takes any ballot
     * @param ballots requests, each under a credential of its own
     */
    Voters(List<URI> servers, String election, List<byte[]> ballots) {
        this.servers = List.copyOf(servers);
        this.path = "/api/v1/elections/" + election + "/ballots";
        this.ballots = ballots;
    }

    /**
     * Begins to cast on so many devices, until {@link #end} or until no ballot is left.
     *
     * @param last ballots from this number on are left for later
     * @param pauseMillis between the ballots of one device
     */
    void begin(int count, int last, long pauseMillis) {
        let.drainPermits();
        let.release(last);
        start(count, last, pauseMillis);
    }

    /** As {@link #begin}, but every ballot must be {@linkplain #let let} first. */
    void beginWhenLet(int count, int last) {
        let.drainPermits();
        start(count, last, 0);
    }

    /** Lets so many more voters cast. */
    void let(int more) {
        let.release(more);
    }

    private void start(int count, int last, long pauseMillis) {
        open = true;
        for (int i = 0; i < count; i++) {
            int device = i;
            Thread thread = new Thread(() -> castAll(device, last, pauseMillis), "device " + i);
            devices.add(thread);
            thread.start();
        }
    }

    /** No device begins another ballot; returns when each has an answer to its last one. */
    void end() throws InterruptedException {
        open = false;
        join();
    }

    /** Returns when every ballot is answered. */
    void join() throws InterruptedException {
        for (Thread device : devices) {
            device.join();
        }
        devices.clear();
    }

    private void castAll(int device, int last, long pauseMillis) {
        try {
            while (open) {
                if (!let.tryAcquire(LET_MILLIS, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int ballot = next.getAndUpdate(n -> n < last ? n + 1 : n);
                if (ballot >= last) {
                    return;
                }
                cast(ballot, device);
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cast(int ballot, int device) throws InterruptedException {
        long start = System.nanoTime();
        for (int attempt = device; !send(ballot, servers.get(attempt % servers.size())); attempt++) {
            Thread.sleep(AGAIN_MILLIS);
        }
        long nanos = System.nanoTime() - start;
        longest.accumulateAndGet(nanos, Math::max);
    }

    /** Whether there is an answer that is final. */
    private boolean send(int ballot, URI server) throws InterruptedException {
        tries.incrementAndGet();
        HttpResponse<String> answer;
        try {
            answer = client.send(
                    HttpRequest.newBuilder(URI.create(server + path))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/vnd.urna.ballot+json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(ballots.get(ballot)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return false;
        }
        switch (answer.statusCode()) {
            case 200, 201 -> receipts.put(ballot, answer.body());
            case 503 -> {
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    wrong.add("a 503 without Retry-After");
                }
                return false;
            }
            case 409 -> refused.put(ballot, answer.body());
            default -> wrong.add("status " + answer.statusCode() + ": " + answer.body());
        }
        return true;
    }

    /** Sends a ballot that has a receipt once more; gives the receipt that comes, empty if none does. */
    Optional<String> again(int ballot, URI server) throws IOException, InterruptedException {
        String before = receipts.get(ballot);
        if (before == null || !send(ballot, server)) {
            return Optional.empty();
        }
        return Optional.ofNullable(receipts.get(ballot));
    }

    /** Receipts by number of the ballot. */
    Map<Integer, String> receipts() {
        return new TreeMap<>(receipts);
    }

    /** Answers 409 by number of the ballot. */
    Map<Integer, String> refused() {
        return new TreeMap<>(refused);
    }

    /** Answers that must not be. */
    Set<String> wrong() {
        return Set.copyOf(wrong);
    }

    int answered() {
        return receipts.size();
    }

    /** Ballots that a device has begun to cast, answered or not. */
    int begun() {
        return next.get();
    }

    long tries() {
        return tries.get();
    }

    /** The longest that a voter waited for a receipt, all tries and pauses included. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Forgets how long voters waited so far. */
    void restartWatch() {
        longest.set(0);
    }
}
