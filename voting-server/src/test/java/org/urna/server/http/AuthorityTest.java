// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

/** Walks the API's description: no operation that changes something is open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorityTest {

    /**
     * Operations whose request carries a signature that the server checks before it writes, the token that was the answer to one
     * ({@code putFilePart}), or the hash of a ballot that only its maker has. Adding one needs a reason and a test of its own.
     */
    private static final Set<String> SELF_AUTHENTICATED =
            Set.of("announceFiles", "castBallot", "challengeBallot", "postMessage", "putFilePart", "signDecision");

    private final OpenApiDocument document = OpenApiDocument.load();
    private ServerFixture server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = ServerFixture.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void everyChangingOperationDemandsTheTokenOrIsKnownToAuthenticateItself() {
        assertThat(document.operations()).hasSizeGreaterThan(10);
        assertThat(document.operations().values())
                .filteredOn(OpenApiDocument.Operation::changing)
                .allSatisfy(operation -> {
                    if (SELF_AUTHENTICATED.contains(operation.id())) {
                        assertThat(operation.security()).isEmpty();
                    } else {
                        assertThat(operation.security()).as(operation.id()).containsExactly("staff");
                    }
                });
    }

    @Test
    void whatAuthenticatesItselfIsMarkedSoInTheDescription() {
        assertThat(document.selfAuthenticated()).isEqualTo(new TreeSet<>(SELF_AUTHENTICATED));
    }

    @Test
    void everyOperationIsServed() throws Exception {
        Set<String> missing = new TreeSet<>();
        for (OpenApiDocument.Operation operation : document.operations().values()) {
            HttpResponse<String> response = send(operation, server.token());
            if (response.statusCode() == 405 || response.body().contains("no such address")) {
                missing.add(operation.id());
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Asked over HTTP without a token and with a wrong one: 401, whatever else is wrong with the request. */
    @TestFactory
    Stream<DynamicTest> staffOperationsRefuseStrangers() {
        return document.operations().values().stream()
                .filter(operation -> !operation.security().isEmpty())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    assertThat(send(operation, null).statusCode()).isEqualTo(401);
                    assertThat(send(operation, "x".repeat(43)).statusCode()).isEqualTo(401);
                    assertThat(send(operation, server.token()).statusCode()).isNotEqualTo(401);
                }));
    }

    /** A body that may not be sent is not read: the answer comes although nothing of it was sent. */
    @Test
    void theBodyOfAStrangerIsNotRead() throws Exception {
        String head =
                "POST /api/v1/elections HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";

        String answer = RawClient.exchange(server.port(), head);

        assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close");
    }

    private HttpResponse<String> send(OpenApiDocument.Operation operation, String token) throws Exception {
        String path = operation
                .path()
                .replace("{id}", "0".repeat(32))
                .replace("{number}", "1")
                .replace("{index}", "1")
                .replace("{token}", "A".repeat(22))
                .replace("{sha256}", "0".repeat(64))
                .replace("{part}", "0")
                .replace("{credential}", "A".repeat(86));
        HttpRequest.Builder request = server.open("/api/v1" + path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        operation.mediaTypes().forEach(type -> request.header("Content-Type", type));
        return server.send(request.method(
                operation.method(),
                operation.mediaTypes().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
    }
}
