// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP as any client speaks it. Safe for concurrent use. */
public final class Http {

    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI server;

    /** @param server address without a slash at the end */
    public Http(URI server) {
        this.server = server;
    }

    public URI server() {
        return server;
    }

    /** The body at this path; any answer but 200 fails the test. */
    public byte[] get(String path) {
        return expect(send(request(path).GET()), 200);
    }

    public JsonNode getJson(String path) {
        return json(get(path));
    }

    /** Asks, and gives the answer, whatever its status. */
    HttpResponse<byte[]> ask(String path, String... headers) {
        return send(request(path).GET().headers(headers));
    }

    /** Sends a body and gives the answer, whatever its status; {@link UncheckedIOException} if there is none. */
    public HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.header("Content-Type", type));
    }

    /** Puts a body there and gives the answer, whatever its status. */
    public HttpResponse<byte[]> put(String path, String type, byte[] body) {
        return send(
                request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).header("Content-Type", type));
    }

    static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    /** The body of an answer that must have this status. */
    public static byte[] expect(HttpResponse<byte[]> answer, int status) {
        if (answer.statusCode() != status) {
            throw new AssertionError(
                    answer.request().method() + " " + answer.uri().getPath() + ": " + answer.statusCode() + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
