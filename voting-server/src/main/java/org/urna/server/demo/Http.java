// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** HTTP as any client of the server speaks it. Safe for concurrent use. */
final class Http {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI server;

    /** @param server address without a slash at the end */
    Http(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    /** The body at this path; any answer but 200 is an error. */
    byte[] get(String path) throws IOException, InterruptedException {
        return expect(send(request(path).GET()), 200).body();
    }

    JsonNode getJson(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path));
    }

    /** Asks, and gives the answer, whatever its status. */
    HttpResponse<byte[]> ask(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path).GET().headers(headers));
    }

    /** Sends a body and gives the answer, whatever its status. */
    HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.header("Content-Type", type));
    }

    /** Puts a body there and gives the answer, whatever its status. */
    HttpResponse<byte[]> put(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(
                request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).header("Content-Type", type));
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /**
     * The answer, if it has one of these statuses.
     *
     * @throws IOException with the problem's detail otherwise
     */
    static HttpResponse<byte[]> expect(HttpResponse<byte[]> response, int... statuses) throws IOException {
        for (int status : statuses) {
            if (response.statusCode() == status) {
                return response;
            }
        }
        String detail = new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        throw new IOException(response.request().method() + " " + response.uri().getPath() + ": "
                + response.statusCode() + " " + detail);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
