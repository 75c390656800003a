// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;

/** The returning officer's calls of the documented API, signed in. */
final class Office {

    private static final String API = "/api/v1/elections";
    private static final JsonMapper JSON = new JsonMapper();
    private static final long POLL_MILLIS = 250;

    private final Http http;
    private final Staff staff;

    Office(Http http, Staff staff) {
        this.http = http;
        this.staff = staff;
    }

    /** Creates an election from a draft and gives its id. */
    String create(JsonNode draft) throws IOException, InterruptedException {
        return post(API, "application/json", JSON.writeValueAsBytes(draft), 201)
                .get("election")
                .asText();
    }

    /** Stores a candidate's statement. */
    void upload(String election, String statement) throws IOException, InterruptedException {
        post(
                API + "/" + election + "/artifacts",
                "text/plain; charset=utf-8",
                statement.getBytes(StandardCharsets.UTF_8),
                201);
    }

    /** Imports the roll and gives the report. */
    JsonNode importRoll(String election, String csv) throws IOException, InterruptedException {
        return post(API + "/" + election + "/roll", "text/csv", csv.getBytes(StandardCharsets.UTF_8), 200);
    }

    JsonNode startCeremony(String election) throws IOException, InterruptedException {
        return post(API + "/" + election + "/ceremony", "application/json", new byte[0], 200);
    }

    /** Makes the voting codes and sends them to the outbox. */
    JsonNode issueCodes(String election) throws IOException, InterruptedException {
        String path = API + "/" + election + "/credentials";
        JsonNode answer = post(path, "application/json", new byte[0], 200, 202);
        while (answer.path("underWay").asBoolean()) {
            answer = Http.json(Http.expect(http.ask(path, staff.headers()), 200, 202));
        }
        return answer;
    }

    /** Has the server draft a decision, and gives its number. */
    int draft(String election, String action, String reason) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Map.of("action", action, "reason", reason));
        return post(API + "/" + election + "/decisions", "application/json", body, 201)
                .get("number")
                .asInt();
    }

    /** Where the election stands. */
    JsonNode status(String election) throws IOException, InterruptedException {
        return http.getJson(API + "/" + election);
    }

    /** Waits until the election stands as wished. */
    JsonNode await(String election, Predicate<JsonNode> wished) throws IOException, InterruptedException {
        while (true) {
            JsonNode status = status(election);
            if (wished.test(status)) {
                return status;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    JsonNode awaitState(String election, String state) throws IOException, InterruptedException {
        return await(election, status -> status.path("state").asText().equals(state));
    }

    private JsonNode post(String path, String type, byte[] body, int... status)
            throws IOException, InterruptedException {
        return Http.json(Http.expect(http.post(path, type, body, staff.headers()), status));
    }
}
