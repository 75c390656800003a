// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Posts a line of JSON to an address, three times at most. What the address answers is of no interest but whether it took it. */
public final class Webhook implements Consumer<String> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 3;
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    private final HttpClient client;
    private final URI address;
    private final Consumer<String> complaint;

    /**
     * @param complaint is told where it did not work
     * @throws IllegalArgumentException unless it is https, or http to this machine
     */
    public Webhook(URI address, Consumer<String> complaint) {
        HttpBoard.requireSafe(address);
        this.address = address;
        this.complaint = complaint;
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Waits until it was taken or given up: an alarm may be the last that the program does. */
    @Override
    public void accept(String line) {
        CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> send(line), HttpBoard.DOWNLOADS);
        try {
            if (sent.get(TRIES * PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            sent.cancel(true);
        }
        complaint.accept("the webhook did not take the alarm");
    }

    private boolean send(String line) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build();
        boolean taken = false;
        for (int attempt = 0;
                attempt < TRIES && !taken && !Thread.currentThread().isInterrupted();
                attempt++) {
            taken = isTaken(request);
        }
        return taken;
    }

    private boolean isTaken(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / HUNDRED == SUCCESS;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
