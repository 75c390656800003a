// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.ServerFixture;
import org.urna.server.StaffDesk;
import org.urna.server.StaffDesk.Person;
import org.urna.server.staff.Role;
import org.urna.server.staff.TimeCodes;

/** Accounts over HTTP: links, signing in, what people and administrators change, and what is written down of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHER_PASSWORD = "gravel-teapot-meadow-58";

    private Path folder;
    private ServerFixture server;
    private StaffDesk desk;
    private Person first;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        server = ServerFixture.start(folder);
        desk = new StaffDesk(server);
        first = server.officer();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theFirstLinkWorksOnceAndOnlyWhileThereIsNoAdministrator(@TempDir Path empty) throws Exception {
        ServerFixture fresh = ServerFixture.start(empty);
        String old = fresh.firstLink().orElseThrow();
        fresh.close();
        ServerFixture again = ServerFixture.start(empty);
        try {
            StaffDesk there = new StaffDesk(again);
            String link = again.firstLink().orElseThrow();
            refused(there.post(null, "/staff/enrolments", secret(old)), 410, "link-invalid");
            there.first(link);
            refused(there.post(null, "/staff/enrolments", secret(link)), 410, "link-invalid");
        } finally {
            again.close();
        }
        ServerFixture third = ServerFixture.start(empty);
        assertThat(third.firstLink()).isEmpty();
        third.close();
    }

    @Test
    void anInvitationWorksOnceAndIsNotUsedUpByMistakes() throws Exception {
        String link = desk.invitation(first, "eve@example.org", List.of(), Role.OBSERVER);
        ObjectNode answers = secret(link);
        JsonNode opened = StaffDesk.answer(desk.post(null, "/staff/enrolments", answers), 200);
        String key = opened.path("key").asText();
        answers.put("password", "password1234").put("code", TimeCodes.code(key, Instant.now()));

        assertThat(opened.path("email").asText()).isEqualTo("eve@example.org");
        assertThat(opened.path("roles").toString()).isEqualTo("[\"observer\"]");
        refused(desk.send(null, "PUT", "/staff/enrolments", answers), 422, "password-weak");
        answers.put("password", StaffDesk.PASSWORD).put("code", "000000");
        refused(desk.send(null, "PUT", "/staff/enrolments", answers), 422, "code-wrong");
        assertThat(StaffDesk.answer(desk.post(null, "/staff/enrolments", secret(link)), 200)
                        .path("key")
                        .asText())
                .isEqualTo(key);
        Person eve = desk.follow(link, "eve@example.org", JSON.createObjectNode());
        assertThat(eve.answer().path("recoveryCodes")).hasSize(10);
        refused(desk.post(null, "/staff/enrolments", secret(link)), 410, "link-invalid");
        ObjectNode twice =
                JSON.createObjectNode().put("email", "EVE@example.org").put("name", "Eve");
        twice.putArray("roles").add("observer");
        refused(desk.post(first, "/staff/accounts", twice), 409, "account-exists");
    }

    @Test
    void everyWayNotToSignInHasTheSameAnswer() throws Exception {
        Person fay = desk.invite(first, "fay@example.org", Role.HELP_DESK);

        HttpResponse<String> wrong = signIn(fay.email(), "harbour-violin-cactus-99", null);
        HttpResponse<String> unknown = signIn("nobody@example.org", fay.password(), null);
        HttpResponse<String> code = signIn(fay.email(), fay.password(), "000000");
        String invited = desk.invitation(first, "gil@example.org", List.of(), Role.OBSERVER);
        HttpResponse<String> early = signIn("gil@example.org", StaffDesk.PASSWORD, "000000");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(List.of(unknown.body(), code.body(), early.body())).containsOnly(wrong.body());
        assertThat(List.of(unknown.statusCode(), code.statusCode(), early.statusCode()))
                .containsOnly(401);
        assertThat(invited).isNotEmpty();
    }

    @Test
    void aCodeIsTakenOnceAndARecoveryCodeToo() throws Exception {
        Person hal = desk.invite(first, "hal@example.org", Role.OBSERVER);
        String used = TimeCodes.code(hal.key(), Instant.now());

        refused(signIn(hal.email(), hal.password(), used), 401, "sign-in-failed");
        String next = hal.nextCode();
        StaffDesk.answer(signIn(hal.email(), hal.password(), next), 200);
        refused(signIn(hal.email(), hal.password(), next), 401, "sign-in-failed");

        String recovery = hal.answer().path("recoveryCodes").path(3).asText();
        StaffDesk.answer(
                signIn(
                        hal.email(),
                        hal.password(),
                        recovery.toUpperCase(java.util.Locale.ROOT).replace('-', ' ')),
                200);
        refused(signIn(hal.email(), hal.password(), recovery), 401, "sign-in-failed");
    }

    @Test
    void guessingIsSlowedDownButNotForWhoSignedInHereBefore() throws Exception {
        Person ida = desk.invite(first, "ida@example.org", Role.OBSERVER);
        for (int i = 0; i < 5; i++) {
            refused(signIn(ida.email(), "wrong-wrong-wrong-" + i, null), 401, "sign-in-failed");
        }

        HttpResponse<String> stranger = signIn(ida.email(), ida.password(), null);
        var known = server.open("/api/v1/staff/session")
                .header("Content-Type", "application/json")
                .header("Cookie", ida.device())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(JSON.createObjectNode()
                        .put("email", ida.email())
                        .put("password", ida.password())
                        .toString()));

        refused(stranger, 429, "too-many-attempts");
        assertThat(stranger.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 30L);
        assertThat(server.send(known).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsAllOtherSessionsAndNeedsTheOldOne() throws Exception {
        Person jan = desk.invite(first, "jan@example.org", Role.DEPUTY);
        Person elsewhere = desk.signIn(jan.email(), jan.password(), jan.key(), jan.nextCode());
        ObjectNode change =
                JSON.createObjectNode().put("current", "not-this-one-12").put("password", OTHER_PASSWORD);

        refused(desk.send(jan, "PUT", "/staff/account/password", change), 422, "password-wrong");
        change.put("current", jan.password()).put("password", "jan@example.org1");
        refused(desk.send(jan, "PUT", "/staff/account/password", change), 422, "password-weak");
        change.put("password", OTHER_PASSWORD);
        StaffDesk.answer(desk.send(jan, "PUT", "/staff/account/password", change), 204);

        refused(desk.send(elsewhere, "GET", "/staff/account", null), 401, "unauthorized");
        StaffDesk.answer(desk.send(jan, "GET", "/staff/account", null), 200);
        refused(signIn(jan.email(), jan.password(), null), 401, "sign-in-failed");
        StaffDesk.answer(signIn(jan.email(), OTHER_PASSWORD, null), 200);
    }

    @Test
    void aNewAuthenticatorTakesThePlaceOfTheOldOne() throws Exception {
        Person kim = desk.invite(first, "kim@example.org", Role.DEPUTY);
        ObjectNode password = JSON.createObjectNode().put("password", kim.password());
        JsonNode made = StaffDesk.answer(desk.post(kim, "/staff/account/authenticator", password), 201);
        String key = made.path("key").asText();
        ObjectNode finish =
                JSON.createObjectNode().put("secret", made.path("secret").asText());

        finish.put("code", kim.nextCode());
        refused(desk.send(kim, "PUT", "/staff/account/authenticator", finish), 422, "code-wrong");
        Person lee = desk.invite(first, "lee@example.org", Role.DEPUTY);
        finish.put("code", TimeCodes.code(key, Instant.now()));
        refused(desk.send(lee, "PUT", "/staff/account/authenticator", finish), 410, "link-invalid");
        JsonNode codes = StaffDesk.answer(desk.send(kim, "PUT", "/staff/account/authenticator", finish), 200);

        assertThat(codes.path("recoveryCodes")).hasSize(10);
        refused(signIn(kim.email(), kim.password(), kim.nextCode()), 401, "sign-in-failed");
        StaffDesk.answer(
                signIn(
                        kim.email(),
                        kim.password(),
                        TimeCodes.code(key, Instant.now().plusSeconds(30))),
                200);
        String old = kim.answer().path("recoveryCodes").path(0).asText();
        refused(signIn(kim.email(), kim.password(), old), 401, "sign-in-failed");
    }

    @Test
    void anAdministratorRenewsSignsOutAndDeactivates() throws Exception {
        Person mia = desk.invite(first, "mia@example.org", Role.DEPUTY);
        String account = "/staff/accounts/" + mia.id();

        StaffDesk.answer(desk.send(first, "DELETE", account + "/sessions", null), 204);
        refused(desk.send(mia, "GET", "/staff/account", null), 401, "unauthorized");

        String link = StaffDesk.answer(desk.post(first, account + "/link", null), 201)
                .path("link")
                .asText();
        refused(signIn(mia.email(), mia.password(), mia.nextCode()), 401, "sign-in-failed");
        Person renewed = desk.follow(link, mia.email(), JSON.createObjectNode());
        assertThat(renewed.key()).isNotEqualTo(mia.key());

        StaffDesk.answer(
                desk.send(first, "PATCH", account, JSON.createObjectNode().put("active", false)), 204);
        refused(desk.send(renewed, "GET", "/staff/account", null), 401, "unauthorized");
        refused(signIn(mia.email(), renewed.password(), renewed.nextCode()), 401, "sign-in-failed");
        refused(desk.post(first, account + "/link", null), 409, "wrong-state");
        StaffDesk.answer(
                desk.send(first, "PATCH", account, JSON.createObjectNode().put("active", true)), 204);
        desk.signIn(mia.email(), renewed.password(), renewed.key(), renewed.nextCode());
    }

    @Test
    void thereIsAlwaysAnAdministratorLeft(@TempDir Path other) throws Exception {
        ServerFixture alone = ServerFixture.start(other);
        try {
            StaffDesk there = new StaffDesk(alone);
            Person only = alone.officer();
            String account = "/staff/accounts/" + only.id();
            ObjectNode demoted = JSON.createObjectNode();
            demoted.putArray("roles").add("observer");

            refused(there.send(only, "PATCH", account, demoted), 409, "last-administrator");
            refused(
                    there.send(only, "PATCH", account, JSON.createObjectNode().put("active", false)),
                    409,
                    "last-administrator");
            refused(there.post(only, account + "/link", null), 409, "last-administrator");
            StaffDesk.answer(there.send(only, "GET", "/staff/accounts", null), 200);
        } finally {
            alone.close();
        }
    }

    /** D2 and C4 for staff: what lets people in is neither in the database, nor in the trail. */
    @Test
    void noSecretIsInTheDatabase() throws Exception {
        Person pia = desk.invite(first, "pia@example.org", Role.HELP_DESK);
        String link = desk.invitation(first, "quin@example.org", List.of(), Role.HELP_DESK);
        List<String> secrets = new ArrayList<>(List.of(
                pia.password(),
                pia.key(),
                pia.cookie().split("=", 2)[1],
                pia.token(),
                link.substring(link.lastIndexOf('/') + 1)));
        pia.answer().path("recoveryCodes").forEach(code -> secrets.add(code.asText()));

        StringBuilder stored = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stored.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(stored).contains("pia@example.org");
        assertThat(secrets)
                .hasSize(15)
                .allSatisfy(secret -> assertThat(stored.indexOf(secret)).isNegative());
        byte[] raw = new byte[20];
        System.arraycopy(org.bouncycastle.util.encoders.Base32.decode(pia.key()), 0, raw, 0, 20);
        assertThat(stored.indexOf(new String(raw, StandardCharsets.ISO_8859_1))).isNegative();
    }

    private HttpResponse<String> signIn(String email, String password, String code) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("email", email).put("password", password);
        if (code != null) {
            body.put("code", code);
        }
        return desk.post(null, "/staff/session", body);
    }

    private static ObjectNode secret(String link) {
        return JSON.createObjectNode().put("secret", link.substring(link.lastIndexOf('/') + 1));
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("urn:urna:problem:" + code);
    }
}
