// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The people in the demo's ballot office: each enrols by a one-time link, as in earnest. The first is the returning officer. */
final class Staff {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Http http;
    private final List<Login> logins = new ArrayList<>();
    private String cookie = "";
    private String token = "";

    private Staff(Http http) {
        this.http = http;
    }

    /**
     * What one of them signs in with.
     *
     * @param key of the authenticator, base32
     */
    record Login(String role, String email, String password, String key) {

        /** A line for who wants to try. */
        String printed() {
            return String.format(
                    "%-18s %-26s password %s   code %s (key %s)", role, email, password, Authenticator.code(key), key);
        }
    }

    /**
     * Enrols everybody, and writes what they sign in with into a file.
     *
     * @param link of the first administrator; empty if an earlier demo left its staff in that file
     */
    static Staff enrol(Http http, String link, Path folder) throws IOException, InterruptedException {
        Staff staff = new Staff(http);
        Path file = folder.resolve("logins.json");
        if (link.isEmpty()) {
            for (JsonNode each : JSON.readTree(file.toFile())) {
                staff.logins.add(JSON.treeToValue(each, Login.class));
            }
            staff.signIn();
            return staff;
        }
        staff.first(link);
        staff.invite("deputy", "Dilys Deputy", "deputy@demo.example");
        staff.invite("help-desk", "Harri Helpdesk", "helpdesk@demo.example");
        staff.invite("observer", "Olwen Observer", "observer@demo.example");
        Files.createDirectories(folder);
        JSON.writeValue(file.toFile(), staff.logins);
        return staff;
    }

    List<Login> logins() {
        return List.copyOf(logins);
    }

    /** Headers of a request by the returning officer. */
    String[] headers() {
        return new String[] {"Cookie", cookie, "X-Urna-Session", token};
    }

    private void first(String link) throws IOException, InterruptedException {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("email", "officer@demo.example");
        answers.put("name", "Rhian Returning-Officer");
        answers.put("runsElections", true);
        remember(follow(link, "returning officer", "officer@demo.example", answers));
    }

    private void invite(String role, String name, String email) throws IOException, InterruptedException {
        Map<String, Object> account = Map.of("email", email, "name", name, "roles", List.of(role));
        HttpResponse<byte[]> invited =
                http.post("/api/v1/staff/accounts", "application/json", JSON.writeValueAsBytes(account), headers());
        String link = Http.json(Http.expect(invited, 201)).path("link").asText();
        follow(link, role.replace('-', ' '), email, new LinkedHashMap<>());
    }

    /** Opens a link, connects an authenticator and chooses a password. */
    private HttpResponse<byte[]> follow(String link, String role, String email, Map<String, Object> answers)
            throws IOException, InterruptedException {
        String secret = link.substring(link.lastIndexOf('/') + 1);
        byte[] body = JSON.writeValueAsBytes(Map.of("secret", secret));
        HttpResponse<byte[]> opened = http.post("/api/v1/staff/enrolments", "application/json", body);
        Login login = new Login(
                role,
                email,
                password(),
                Http.json(Http.expect(opened, 200)).path("key").asText());
        answers.put("secret", secret);
        answers.put("password", login.password());
        answers.put("code", Authenticator.code(login.key()));
        HttpResponse<byte[]> enrolled = Http.expect(
                http.put("/api/v1/staff/enrolments", "application/json", JSON.writeValueAsBytes(answers)), 201);
        logins.add(login);
        return enrolled;
    }

    private void signIn() throws IOException, InterruptedException {
        Login login = logins.get(0);
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "email", login.email(),
                "password", login.password(),
                "code", Authenticator.code(login.key())));
        remember(Http.expect(http.post("/api/v1/staff/session", "application/json", body), 200));
    }

    private void remember(HttpResponse<byte[]> answer) throws IOException {
        cookie = answer.headers().allValues("set-cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .filter(each -> each.getName().endsWith("urna-session"))
                .map(each -> each.getName() + "=" + each.getValue())
                .findFirst()
                .orElseThrow(() -> new IOException("no session was given"));
        token = JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8))
                .path("token")
                .asText();
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            password.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
