// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.ServerFixture;
import org.urna.server.StaffDesk;
import org.urna.server.staff.Role;

/** Walks the API's description: every role against every operation, and no operation that changes something is open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorityTest {

    /**
     * Operations whose request carries a signature that the server checks before it writes, the token that was the answer to one
     * ({@code putFilePart}), the hash of a ballot that only its maker has, the secret of a
     * trustee's invitation, or what lets staff in: a password, a ticket for it and a code, a
     * one-time link, an OpenID code; or from which nothing follows but a message to the address on the roll ({@code askUse}) or a note of what
     * the signatures in a complaint prove. Adding one needs a reason and a test of its own.
     */
    private static final Set<String> SELF_AUTHENTICATED = Set.of(
            "announceFiles",
            "askDecision",
            "answerInvitation",
            "askUse",
            "castBallot",
            "claimReissue",
            "complain",
            "challengeBallot",
            "followLink",
            "openInvitation",
            "openLink",
            "postMessage",
            "putFilePart",
            "returnFromOpenId",
            "returnMail",
            "signDecision",
            "signIn",
            "signInCode");

    /** Calling it ends the session with which it is called. */
    private static final String ENDS_THE_SESSION = "signOut";

    private final OpenApiDocument document = OpenApiDocument.load();
    private final Map<Role, StaffDesk.Person> people = new EnumMap<>(Role.class);
    private ServerFixture server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = ServerFixture.start(folder);
        StaffDesk desk = new StaffDesk(server);
        for (Role role : Role.values()) {
            people.put(role, desk.invite(server.officer(), role.code() + "@example.org", role));
        }
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void everyChangingOperationIsForRolesOrIsKnownToAuthenticateItself() {
        assertThat(document.operations()).hasSizeGreaterThan(20);
        assertThat(document.operations().values())
                .filteredOn(OpenApiDocument.Operation::changing)
                .allSatisfy(operation -> assertThat(operation.roles().isEmpty())
                        .as(operation.id())
                        .isEqualTo(SELF_AUTHENTICATED.contains(operation.id())));
    }

    @Test
    void whatAuthenticatesItselfIsMarkedSoInTheDescription() {
        assertThat(document.selfAuthenticated()).isEqualTo(new TreeSet<>(SELF_AUTHENTICATED));
    }

    @Test
    void everyOperationIsServed() throws Exception {
        Set<String> missing = new TreeSet<>();
        for (OpenApiDocument.Operation operation : document.operations().values()) {
            if (!operation.id().equals(ENDS_THE_SESSION)) {
                HttpResponse<String> response = send(operation, server.officer());
                if (response.statusCode() == 405 || response.body().contains("no such address")) {
                    missing.add(operation.id());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** The table of roles and actions, tried over HTTP: 403 for who may not, something else for who may, 401 for strangers. */
    @TestFactory
    Stream<DynamicTest> eachRoleMayDoWhatTheDescriptionSaysAndNothingElse() {
        return document.operations().values().stream()
                .filter(operation -> !operation.roles().isEmpty())
                .filter(operation -> !operation.id().equals(ENDS_THE_SESSION))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    assertThat(send(operation, null).statusCode()).isEqualTo(401);
                    for (Role role : Role.values()) {
                        HttpResponse<String> response = send(operation, people.get(role));
                        if (operation.roles().contains(role)) {
                            assertThat(response.statusCode())
                                    .as("%s %s", role, response.body())
                                    .isNotIn(401, 403);
                        } else {
                            assertThat(response.statusCode()).as("%s", role).isEqualTo(403);
                            assertThat(response.body()).contains("urn:urna:problem:forbidden");
                        }
                    }
                }));
    }

    @Test
    void anOperationThatDoesNotSayWhoMayCallItKeepsTheServerFromStarting() {
        String text = document.text();

        for (String broken : new String[] {
            text.replaceFirst("(operationId: importRoll\n)", "$1      x-nothing: 1\n")
                    .replaceFirst("x-roles: \\[returning-officer, deputy\\]", ""),
            text.replaceFirst("x-roles: \\[administrator\\]", "x-roles: [emperor]"),
            text.replaceFirst("x-roles: \\[administrator\\]", "x-roles: []"),
            text.replaceFirst("x-roles: \\[administrator\\]", "x-open: true\n      x-roles: [administrator]"),
            text.replaceFirst("x-roles: \\[returning-officer\\]", "x-open: true")
        }) {
            assertThat(broken).isNotEqualTo(text);
            assertThatThrownBy(() -> new OpenApiDocument(broken)).isInstanceOf(RuntimeException.class);
        }
    }

    /** A body that may not be sent is not read: the answer comes although nothing of it was sent. */
    @Test
    void theBodyOfAStrangerIsNotRead() throws Exception {
        String head =
                "POST /api/v1/elections HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";

        String answer = RawClient.exchange(server.port(), head);

        assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close");
    }

    private HttpResponse<String> send(OpenApiDocument.Operation operation, StaffDesk.Person by) throws Exception {
        String path = operation
                .path()
                .replace("{id}", "0".repeat(32))
                .replace("{account}", "0".repeat(32))
                .replace("{session}", "0".repeat(32))
                .replace("{number}", "1")
                .replace("{index}", "1")
                .replace("{token}", "A".repeat(22))
                .replace("{sha256}", "0".repeat(64))
                .replace("{part}", "0")
                .replace("{kind}", "code")
                .replace("{language}", "en")
                .replace("{credential}", "A".repeat(86));
        HttpRequest.Builder request = server.open("/api/v1" + path);
        if (by != null) {
            request.headers(by.headers());
        }
        operation.mediaTypes().forEach(type -> request.header("Content-Type", type));
        return server.send(request.method(
                operation.method(),
                operation.mediaTypes().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
    }
}
