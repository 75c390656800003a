// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;
import org.urna.trustee.json.JsonObject;
import org.urna.trustee.json.JsonText;

/**
 * An election on a voting server. Follows no redirect, sends no cookie or password, and bounds every answer in bytes and in time, the
 * body included. Safe for concurrent use.
 */
public final class HttpPlace implements ElectionPlace {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long SLOWEST_BYTES_PER_SECOND = 128 * 1024;
    private static final int MAX_ANSWER = 64 * 1024;
    private static final int MAX_DECISIONS = 16 * 1024 * 1024;
    private static final int MAX_DECISION_COUNT = 10_000;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI root;
    private final URI board;
    private final URI api;

    /**
     * @param server root of the server, {@code https://host[:port][/path/]}
     * @throws IllegalArgumentException if it is another kind of address
     */
    public HttpPlace(URI server, ElectionId election) {
        String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http"))
                || server.getHost() == null
                || server.getUserInfo() != null
                || server.getQuery() != null
                || server.getFragment() != null) {
            throw new IllegalArgumentException(
                    "a server is https://host/ or http://host:port/, without name, query or fragment");
        }
        String address = server.toString();
        this.root = URI.create(address.endsWith("/") ? address : address + "/");
        this.board = root.resolve("e/" + election.hex() + "/board/");
        this.api = root.resolve("api/v1/elections/" + election.hex() + "/");
    }

    @Override
    public byte[] read(String path, int most) throws IOException, RefusedException {
        return file(board, path, most);
    }

    @Override
    public byte[] readWeb(String path, int most) throws IOException, RefusedException {
        return file(root, path, most);
    }

    private byte[] file(URI folder, String path, int most) throws IOException, RefusedException {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(folder.resolve(path)).GET(), most);
        if (answer.statusCode() == 404) {
            throw new NotThereException("the server has no " + path);
        }
        return require(answer, path).body();
    }

    @Override
    public Delivery deliver(byte[] message) throws IOException, RefusedException {
        HttpResponse<byte[]> answer = send(
                HttpRequest.newBuilder(api.resolve("messages"))
                        .header("Content-Type", "application/vnd.urna.message+json")
                        .POST(BodyPublishers.ofByteArray(message)),
                MAX_ANSWER);
        return require(answer, "message").statusCode() == 202 ? Delivery.HELD : Delivery.APPENDED;
    }

    @Override
    public Announced announce(byte[] message) throws IOException, RefusedException, MalformedException {
        HttpResponse<byte[]> answer = send(
                HttpRequest.newBuilder(api.resolve("files"))
                        .header("Content-Type", "application/vnd.urna.message+json")
                        .POST(BodyPublishers.ofByteArray(message)),
                MAX_ANSWER);
        JsonObject announced = JsonText.object(require(answer, "files").body());
        JsonObject missing = announced.object("missing");
        Map<String, List<Long>> parts = new HashMap<>();
        for (String sha256 : missing.names()) {
            parts.put(sha256, missing.integers(sha256));
        }
        String token = announced.text("token");
        if (!Announced.isToken(token)) {
            throw new MalformedException("the token for an upload is not 22 characters of base64url");
        }
        return new Announced(token, announced.index("partBytes"), parts);
    }

    @Override
    public void put(String token, Hash sha256, int part, byte[] content) throws IOException, RefusedException {
        HttpResponse<byte[]> answer = send(
                HttpRequest.newBuilder(api.resolve("files/" + token + "/" + sha256.hex() + "/" + part))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(content)),
                MAX_ANSWER);
        require(answer, "part of a file");
    }

    @Override
    public List<DraftedDecision> decisions() throws IOException, RefusedException, MalformedException {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(api.resolve("decisions")).GET(), MAX_DECISIONS);
        List<DraftedDecision> decisions = new ArrayList<>();
        for (JsonObject each : JsonText.objects(require(answer, "decisions").body())) {
            if (decisions.size() == MAX_DECISION_COUNT) {
                throw new MalformedException("more decisions than an election can have");
            }
            decisions.add(new DraftedDecision(
                    each.index("number"),
                    each.text("action"),
                    each.text("decision"),
                    each.texts("signedBy"),
                    each.text("state")));
        }
        return List.copyOf(decisions);
    }

    @Override
    public SignatureReceipt sign(int number, String signature)
            throws IOException, RefusedException, MalformedException {
        HttpResponse<byte[]> answer = send(
                HttpRequest.newBuilder(api.resolve("decisions/" + number + "/signatures"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(signature, StandardCharsets.US_ASCII)),
                MAX_ANSWER);
        JsonObject receipt = JsonText.object(require(answer, "signature").body());
        return new SignatureReceipt(receipt.text("state"), receipt.integer("signatures"));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, int most) throws IOException, RefusedException {
        long seconds = ANSWER.toSeconds() + most / SLOWEST_BYTES_PER_SECOND;
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.timeout(ANSWER).build(),
                // An answer that says no is read as problem details, whatever was asked for.
                head -> new LimitedBody(head.statusCode() == 200 ? most : MAX_ANSWER));
        try {
            // The request's own time-out ends with the head; this one holds for the body too.
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the server did not answer in " + seconds + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static IOException failure(@Nullable Throwable cause) throws RefusedException {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof LimitedBody.TooLongException) {
                throw new RefusedException("the server's answer is longer than it can be: check the address", each);
            }
        }
        return new IOException("the server cannot be reached", cause);
    }

    private static HttpResponse<byte[]> require(HttpResponse<byte[]> answer, String what)
            throws IOException, RefusedException {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return answer;
        }
        if (status == 429 || status == 502 || status == 503 || status == 504) {
            throw new IOException("the server is busy (" + status + ")");
        }
        throw Problem.of(answer.body(), status).refusal(what);
    }
}
