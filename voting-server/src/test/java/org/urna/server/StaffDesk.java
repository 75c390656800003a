// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.urna.server.staff.Role;
import org.urna.server.staff.TimeCodes;

/** Members of staff who enrol and sign in over HTTP. */
public final class StaffDesk {

    public static final String PASSWORD = "wombat-lantern-quarry-42";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerFixture server;

    /** Not the server's own: some tests count its connections, or let them go stale. */
    private final HttpClient client = HttpClient.newHttpClient();

    public StaffDesk(ServerFixture server) {
        this.server = server;
    }

    /**
     * Somebody who is signed in.
     *
     * @param key of the authenticator, base32
     * @param cookie name and value
     * @param device the cookie by which the browser is known again
     * @param token for the header of changes
     * @param answer what the server said last
     */
    public record Person(
            String email, String password, String key, String cookie, String device, String token, JsonNode answer) {

        /** Headers of a change. */
        public String[] headers() {
            return new String[] {"Cookie", cookie, "X-Urna-Session", token};
        }

        public String id() {
            return answer.path("account").path("id").asText();
        }

        /** What the authenticator shows. */
        public String code() {
            return TimeCodes.code(key, Instant.now());
        }

        /** What it will show half a minute later, which is taken as well. */
        public String nextCode() {
            return TimeCodes.code(key, Instant.now().plusSeconds(30));
        }
    }

    /** The first administrator, who is returning officer as well. */
    public Person first(String link) throws Exception {
        ObjectNode answers = JSON.createObjectNode();
        answers.put("email", "first@example.org").put("name", "First Officer").put("runsElections", true);
        return follow(link, "first@example.org", answers);
    }

    /** The answer to the first administrator's enrolment. */
    public HttpResponse<String> enrol(String link) throws Exception {
        ObjectNode answers = JSON.createObjectNode();
        answers.put("email", "first@example.org").put("name", "First Officer").put("runsElections", true);
        answers.put("code", TimeCodes.code(fill(link, answers), Instant.now()));
        return send(null, "PUT", "/staff/enrolments", answers);
    }

    /** Somebody whom {@code by} invites. */
    public Person invite(Person by, String email, Role... roles) throws Exception {
        return follow(invitation(by, email, List.of(), roles), email, JSON.createObjectNode());
    }

    /** The link of an invitation. */
    public String invitation(Person by, String email, List<String> elections, Role... roles) throws Exception {
        ObjectNode account = JSON.createObjectNode();
        account.put("email", email).put("name", "Somebody " + email.substring(0, email.indexOf('@')));
        account.set(
                "roles", JSON.valueToTree(Arrays.stream(roles).map(Role::code).toList()));
        account.set("elections", JSON.valueToTree(elections));
        return answer(post(by, "/staff/accounts", account), 201).path("link").asText();
    }

    /** Follows a link to its end. */
    public Person follow(String link, String email, ObjectNode answers) throws Exception {
        String key = fill(link, answers);
        answers.put("code", TimeCodes.code(key, Instant.now()));
        HttpResponse<String> response = send(null, "PUT", "/staff/enrolments", answers);
        return person(email, PASSWORD, key, response, answer(response, 201));
    }

    /** Fills in all but the code, and gives the key that makes it. */
    private String fill(String link, ObjectNode answers) throws Exception {
        String secret = link.substring(link.lastIndexOf('/') + 1);
        answers.put("secret", secret).put("password", PASSWORD);
        return answer(post(null, "/staff/enrolments", JSON.createObjectNode().put("secret", secret)), 200)
                .path("key")
                .asText();
    }

    /** Signs in with password and code. */
    public Person signIn(String email, String password, String key, String code) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        body.put("email", email).put("password", password).put("code", code);
        HttpResponse<String> response = post(null, "/staff/session", body);
        return person(email, password, key, response, answer(response, 200));
    }

    /** Posts something to a path under {@code /api/v1}; {@code by} may be null. */
    public HttpResponse<String> post(Person by, String path, JsonNode body) throws Exception {
        return send(by, "POST", path, body);
    }

    /** Sends something to a path under {@code /api/v1}; {@code by} and {@code body} may be null. */
    public HttpResponse<String> send(Person by, String method, String path, JsonNode body) throws Exception {
        var request = server.open("/api/v1" + path).header("Content-Type", "application/json");
        if (by != null) {
            request.headers(by.headers());
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode answer(HttpResponse<String> response, int status) throws Exception {
        if (response.statusCode() != status) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static Person person(
            String email, String password, String key, HttpResponse<String> response, JsonNode answer) {
        return new Person(
                email,
                password,
                key,
                cookie(response, "urna-session"),
                cookie(response, "urna-device"),
                answer.path("token").asText(),
                answer);
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("set-cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .filter(each -> each.getName().endsWith(name))
                .map(each -> each.getName() + "=" + each.getValue())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " was given"));
    }
}
