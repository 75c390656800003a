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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration GIVES_UP = Duration.ofMinutes(3);
    private static final long AGAIN_MILLIS = 100;
    private static final long LET_MILLIS = 100;
    private static final int ANY = -1;

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
    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger same = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final List<Thread> devices = new ArrayList<>();
    private final Semaphore let = new Semaphore(0);
    private volatile int first = ANY;
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
     * Begins to cast on so many devices, until {@link #end}, until no ballot is left, or until so many were refused that nobody need try any more.
     *
     * @param last ballots from this number on are left for later
     * @param pauseMillis between the ballots of one device
     */
    void begin(int count, int last, long pauseMillis, int enoughRefused) {
        let.drainPermits();
        let.release(last);
        start(count, last, pauseMillis, enoughRefused);
    }

    /** As {@link #begin}, but every ballot must be {@linkplain #let let} first. */
    void beginWhenLet(int count, int last) {
        let.drainPermits();
        start(count, last, 0, Integer.MAX_VALUE);
    }

    /** Lets so many more voters cast. */
    void let(int more) {
        let.release(more);
    }

    /** From now on whoever begins tries this server first. */
    void turnTo(int server) {
        first = server;
    }

    /** From now on each device begins with a server of its own choice. */
    void turnToAny() {
        first = ANY;
    }

    private void start(int count, int last, long pauseMillis, int enoughRefused) {
        open = true;
        for (int i = 0; i < count; i++) {
            int device = i;
            Thread thread = new Thread(() -> castAll(device, last, pauseMillis, enoughRefused), "device " + i);
            thread.setDaemon(true);
            devices.add(thread);
            thread.start();
        }
    }

    /** No device begins another ballot; returns when each has an answer to its last one, or has given up. */
    void end() throws InterruptedException {
        open = false;
        join();
    }

    /** Returns when every ballot is answered or given up. */
    void join() throws InterruptedException {
        for (Thread device : devices) {
            device.join();
        }
        devices.clear();
    }

    private void castAll(int device, int last, long pauseMillis, int enoughRefused) {
        try {
            while (open && refused.size() < enoughRefused && next.get() < last) {
                if (!let.tryAcquire(LET_MILLIS, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int ballot = next.getAndUpdate(n -> n < last ? n + 1 : n);
                if (ballot >= last) {
                    return;
                }
                cast(ballot, first == ANY ? device : first);
                settled.incrementAndGet();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cast(int ballot, int server) throws InterruptedException {
        long start = System.nanoTime();
        for (int attempt = server; !send(ballot, servers.get(attempt % servers.size())); attempt++) {
            if (System.nanoTime() - start > GIVES_UP.toNanos()) {
                wrong.add("ballot " + ballot + " had no answer in " + GIVES_UP.toSeconds() + " s");
                return;
            }
            Thread.sleep(AGAIN_MILLIS);
        }
        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
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
            broken.incrementAndGet();
            return false;
        }
        switch (answer.statusCode()) {
            case 200, 201 -> keep(ballot, answer.body());
            case 503, 507 -> {
                busy.incrementAndGet();
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    wrong.add("a " + answer.statusCode() + " without Retry-After");
                }
                return false;
            }
            case 409 -> refused.put(ballot, answer.body());
            default -> wrong.add("status " + answer.statusCode() + ": " + answer.body());
        }
        return true;
    }

    /** A ballot has one receipt, byte for byte, whoever gives it. */
    private void keep(int ballot, String receipt) {
        String before = receipts.putIfAbsent(ballot, receipt);
        if (before == null) {
            return;
        }
        if (before.equals(receipt)) {
            same.incrementAndGet();
        } else {
            wrong.add("ballot " + ballot + " was given two receipts");
        }
    }

    /** Sends a ballot that has a receipt once more; whether an answer came. An answer that is not the same receipt is {@link #wrong}. */
    boolean again(int ballot, URI server) throws InterruptedException {
        long end = System.nanoTime() + GIVES_UP.toNanos();
        while (!send(ballot, server)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(AGAIN_MILLIS);
        }
        return true;
    }

    /** Receipts by number of the ballot. */
    Map<Integer, String> receipts() {
        return new TreeMap<>(receipts);
    }

    boolean hasReceipt(int ballot) {
        return receipts.containsKey(ballot);
    }

    /** Answers 409 by number of the ballot. */
    Map<Integer, String> refused() {
        return new TreeMap<>(refused);
    }

    /** Answers that must not be. */
    Set<String> wrong() {
        return new TreeSet<>(wrong);
    }

    /** Ballots with a receipt. */
    int answered() {
        return receipts.size();
    }

    /** Ballots that a device has begun to cast, answered or not. */
    int begun() {
        return next.get();
    }

    /** Ballots that a device is done with: receipt, refusal, wrong answer, or given up. */
    int settled() {
        return settled.get();
    }

    int tries() {
        return tries.get();
    }

    /** Tries that were answered with "come again later". */
    int busy() {
        return busy.get();
    }

    /** Tries without an answer. */
    int broken() {
        return broken.get();
    }

    /** Ballots that were sent again and got the receipt that they had. */
    int same() {
        return same.get();
    }

    /** The longest that a voter waited for an answer that is final, all tries and pauses included. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Forgets how long voters waited so far. */
    void restartWatch() {
        longest.set(0);
    }
}
