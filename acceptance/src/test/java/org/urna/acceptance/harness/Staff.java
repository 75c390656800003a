// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The returning officer of a home, who is its administrator as well: enrols once by the link that the server printed, and keeps the session
 * with the home's people, so that a copied home needs no new one.
 */
public final class Staff {

    public static final String EMAIL = "officer@example.org";
    public static final String PASSWORD = "harbour-violin-cactus-71";

    private static final String API = "/api/v1/staff";
    private static final String JSON = "application/json";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Path file;
    private final Http http;
    private ObjectNode session;

    private Staff(Path file, Http http, ObjectNode session) {
        this.file = file;
        this.http = http;
        this.session = session;
    }

    /** The officer of this home, enrolled. */
    public static Staff of(Home home, Http http) {
        Path file = home.people().resolve("staff.json");
        try {
            if (Files.exists(file)) {
                return new Staff(file, http, (ObjectNode) Http.JSON.readTree(file.toFile()));
            }
            Staff staff = new Staff(file, http, Http.JSON.createObjectNode());
            staff.enrol(Files.readString(link(home)));
            return staff;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the link for the first administrator is kept, as the server printed it. */
    static Path link(Home home) {
        return home.people().resolve("first-link");
    }

    /** The key of the officer's authenticator, base32. */
    public String key() {
        return session.path("key").asText();
    }

    /** The cookie of a session that is good at this server, {@code name=value}: a copied home has that of another. */
    public String cookie() {
        if (!Http.json(get(API + "/session")).path("signedIn").asBoolean()) {
            signIn();
        }
        return session.path("cookie").asText();
    }

    /** Sends a change, and signs in again if the session has run out. */
    public byte[] post(String path, String type, byte[] body, int status) {
        HttpResponse<byte[]> answer = http.post(path, type, body, headers());
        if (answer.statusCode() == 401) {
            signIn();
            answer = http.post(path, type, body, headers());
        }
        return Http.expect(answer, status);
    }

    /** Reads what staff may read. */
    public byte[] get(String path) {
        HttpResponse<byte[]> answer = http.ask(path, headers());
        if (answer.statusCode() == 401) {
            signIn();
            answer = http.ask(path, headers());
        }
        return Http.expect(answer, 200);
    }

    /** Has the voting codes made, and waits until they are. */
    public void issue(String path) {
        HttpResponse<byte[]> answer = http.post(path, JSON, new byte[0], headers());
        if (answer.statusCode() == 401) {
            signIn();
            answer = http.post(path, JSON, new byte[0], headers());
        }
        while (answer.statusCode() == 202) {
            answer = http.ask(path, headers());
        }
        Http.expect(answer, 200);
    }

    /** Invites somebody, who enrols; gives the cookie of that session, name and value. */
    public String invite(String email, String role) {
        ObjectNode account = Http.JSON.createObjectNode().put("email", email).put("name", "Somebody " + role);
        account.putArray("roles").add(role);
        String link = Http.json(post(API + "/accounts", JSON, bytes(account), 201))
                .path("link")
                .asText();
        Staff invited = new Staff(file.resolveSibling(role + ".json"), http, Http.JSON.createObjectNode());
        invited.enrol(link, Http.JSON.createObjectNode());
        return invited.cookie();
    }

    private String[] headers() {
        return new String[] {
            "Cookie",
            session.path("cookie").asText(),
            "X-Urna-Session",
            session.path("token").asText()
        };
    }

    private void enrol(String link) {
        ObjectNode first = Http.JSON.createObjectNode();
        first.put("email", EMAIL).put("name", "Returning officer").put("runsElections", true);
        enrol(link, first);
    }

    private void enrol(String link, ObjectNode more) {
        String secret = link.substring(link.lastIndexOf('/') + 1).strip();
        ObjectNode body = Http.JSON.createObjectNode().put("secret", secret);
        String key = Http.json(Http.expect(http.post(API + "/enrolments", JSON, bytes(body)), 200))
                .path("key")
                .asText();
        body.setAll(more);
        body.put("password", PASSWORD).put("code", code(key, Instant.now()));
        keep(key, http.put(API + "/enrolments", JSON, bytes(body)), 201);
    }

    private void signIn() {
        ObjectNode body = Http.JSON.createObjectNode().put("email", EMAIL).put("password", PASSWORD);
        body.put("code", code(key(), Instant.now()));
        keep(key(), http.post(API + "/session", JSON, bytes(body)), 200);
    }

    private void keep(String key, HttpResponse<byte[]> answer, int status) {
        JsonNode said = Http.json(Http.expect(answer, status));
        session = Http.JSON.createObjectNode();
        session.put("key", key).put("token", said.path("token").asText());
        answer.headers().allValues("set-cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .filter(cookie -> cookie.getName().endsWith("urna-session"))
                .forEach(cookie -> session.put("cookie", cookie.getName() + "=" + cookie.getValue()));
        try {
            Files.createDirectories(file.getParent());
            Http.JSON.writeValue(file.toFile(), session);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What an authenticator shows (RFC 6238), reckoned here without the server's code. */
    public static String code(String base32, Instant moment) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(base32), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(moment.getEpochSecond() / 30)
                    .array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decode(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = held << 5 | BASE32.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
