// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ElectionId;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** An election on a voting server, as anybody without an account reaches it. Follows no redirect, and bounds what it reads. */
public final class ServedElection implements BoardSource {

    private static final Pattern PAGE = Pattern.compile("(https?://[^?#@\\s]+?)/e/([0-9a-f]{32})/?(?:board/?)?");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int MAX_ANSWER = 1 << 20;
    private static final int MAX_DECISIONS = 16 << 20;
    private static final String MESSAGE = "application/vnd.urna.message+json";

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI server;
    private final ElectionId election;

    private ServedElection(URI server, ElectionId election) {
        this.server = server;
        this.election = election;
    }

    /**
     * The election at an address.
     *
     * @param address {@code https://host/e/ID}
     * @throws IllegalArgumentException if it is another kind of address
     */
    public static ServedElection at(String address) {
        Matcher page = PAGE.matcher(address);
        if (!page.matches()) {
            throw new IllegalArgumentException("an election is at https://host/e/ID");
        }
        return new ServedElection(URI.create(page.group(1)), new ElectionId(page.group(2)));
    }

    /** Address of the server, without a slash at the end: what members' links begin with. */
    public URI server() {
        return server;
    }

    ElectionId election() {
        return election;
    }

    @Override
    public Optional<ElectionId> named() {
        return Optional.of(election);
    }

    @Override
    public byte[] read(String path, long most) throws IOException {
        return taken(send(request("/e/" + election + "/board/" + path).GET()), most, 200);
    }

    /**
     * What the server still lacks of the files that a message names.
     *
     * @param parts of each file by its hash, from 0
     */
    record Missing(String token, int partBytes, Map<String, List<Integer>> parts) {}

    /** Announces the files of a message. */
    Missing announce(byte[] message) throws IOException {
        JsonNode answer = json(taken(send(api("/files", MESSAGE, message)), MAX_ANSWER, 200));
        Map<String, List<Integer>> parts = new HashMap<>();
        answer.path("missing").properties().forEach(file -> {
            List<Integer> wanted = new ArrayList<>();
            file.getValue().forEach(part -> wanted.add(part.asInt(-1)));
            parts.put(file.getKey(), wanted);
        });
        String token = answer.path("token").asText();
        int partBytes = answer.path("partBytes").asInt();
        if (!token.matches("[A-Za-z0-9_-]{22}") || partBytes < 1) {
            throw new IOException("the server's answer cannot be read");
        }
        return new Missing(token, partBytes, parts);
    }

    /** Uploads a part of a file. */
    void put(String token, String sha256, int part, byte[] content) throws IOException {
        String path = "/files/" + token + "/" + sha256 + "/" + part;
        byte[] unused = taken(
                send(request(base() + path)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(content))),
                MAX_ANSWER,
                204);
    }

    /** Hands a message over. */
    void deliver(byte[] message) throws IOException {
        byte[] unused = taken(send(api("/messages", MESSAGE, message)), MAX_ANSWER, 200, 201);
    }

    /** Asks officers for a decision; gives the number that it must have: its own if it is taken. */
    long ask(long number, String decision, String signature) throws IOException {
        ObjectNode body = StrictJson.object().put("decision", decision).put("signature", signature);
        HttpResponse<InputStream> answer =
                send(api("/decisions/registrar", "application/json", StrictJson.write(body)));
        if (answer.statusCode() == 409) {
            JsonNode problem = json(body(answer, MAX_ANSWER));
            if (problem.path("next").canConvertToInt() && problem.path("next").asInt() > 0) {
                return problem.path("next").asInt();
            }
            throw refusal(answer, problem);
        }
        byte[] unused = taken(answer, MAX_ANSWER, 200, 201);
        return number;
    }

    /** How the server's decisions stand: their states by their exact texts. */
    Map<String, String> decisions() throws IOException {
        Map<String, String> states = new HashMap<>();
        json(taken(send(request(base() + "/decisions").GET()), MAX_DECISIONS, 200))
                .forEach(each -> states.put(
                        each.path("decision").asText(), each.path("state").asText()));
        return states;
    }

    private String base() {
        return "/api/v1/elections/" + election;
    }

    private HttpRequest.Builder api(String path, String type, byte[] body) {
        return request(base() + path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(ANSWER);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (IOException e) {
            throw new IOException("the server at " + server + " cannot be reached", e);
        }
    }

    private static byte[] taken(HttpResponse<InputStream> answer, long most, int... statuses) throws IOException {
        for (int status : statuses) {
            if (answer.statusCode() == status) {
                return body(answer, most);
            }
        }
        throw refusal(answer, json(body(answer, MAX_ANSWER)));
    }

    private static byte[] body(HttpResponse<InputStream> answer, long most) throws IOException {
        try (InputStream in = answer.body()) {
            return Bounded.read(in, most);
        }
    }

    /** What is busy can be asked again; what is refused stays refused. The server's words are shown without what moves a cursor. */
    private static Refusal refusal(HttpResponse<InputStream> answer, JsonNode problem) throws IOException {
        String detail = problem.path("detail").asText("no reason is given").replaceAll("[^\\x20-\\x7e]", "?");
        int status = answer.statusCode();
        if (status == 429 || status >= 500) {
            throw new IOException("the server is busy (" + status + "): " + detail);
        }
        return new Refusal(
                ProblemCode.WRONG_STATE,
                "the server refused " + answer.request().method() + " "
                        + answer.uri().getPath() + " (" + status + "): " + detail);
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            return bytes.length == 0 ? StrictJson.object() : StrictJson.read(bytes);
        } catch (MalformedException e) {
            throw new IOException("the server's answer cannot be read", e);
        }
    }
}
