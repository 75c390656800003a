// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.ServerFixture;
import org.urna.server.StaffDesk;
import org.urna.server.config.DatabaseUrl;

/** G4: the server's limits are set, not defaulted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration RECEIVE = Duration.ofSeconds(3);

    private ServerFixture server;
    private Path data;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder;
        server = ServerFixture.start(
                folder, new DatabaseUrl.Sqlite(folder.resolve("urna.db")), new ServerLimits(IDLE, RECEIVE));
        server.officer();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhetherAnnouncedOrNot() throws Exception {
        int limit = OpenApiDocument.load().operations().get("createElection").maxBytes();
        String head =
                "POST /api/v1/elections HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + staffHeaders();

        String announced = RawClient.exchange(server.port(), head + "Content-Length: " + (limit + 1) + "\r\n\r\n");
        HttpResponse<String> chunked = server.send(server.staff("/api/v1/elections")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[limit + 1]))));

        assertThat(announced).startsWith("HTTP/1.1 413 ").contains("urn:urna:problem:too-large");
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        int limit = OpenApiDocument.load().operations().get("createElection").maxBytes();

        HttpResponse<String> response = server.send(server.staff("/api/v1/elections")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(limit))));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void longLinesAndHeadersAreRefused() throws Exception {
        String line = RawClient.exchange(server.port(), "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        String header = RawClient.exchange(
                server.port(), "GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(line).contains(" 414 ");
        assertThat(header).contains(" 431 ");
    }

    @Test
    void requestsAreNotDecompressed() throws Exception {
        HttpResponse<String> response = server.send(server.staff("/api/v1/elections")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("{}"))));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("urn:urna:problem:request-invalid");
    }

    @Test
    void thereIsNoUpgradeToHttp2InClearText() throws Exception {
        String answer = RawClient.exchange(
                server.port(),
                "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n");
        String preface = RawClient.exchange(server.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(answer).doesNotStartWith("HTTP/1.1 101 ");
        assertThat(preface).doesNotContain("\u0000");
    }

    @Test
    void nothingIsWrittenToDiskForAnUpload() throws Exception {
        HttpResponse<String> response = server.send(server.staff("/api/v1/elections")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nA\r\n--x--\r\n")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Path.of("file-uploads")).doesNotExist();
        assertThat(Files.exists(data.resolve("file-uploads"))).isFalse();
    }

    /** Five hundred clients that drip headers or bodies are cut off; meanwhile others are served at once. */
    @Test
    void slowSocketsAreCutOffAndHurtNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = RawClient.connect(server.port());
                write(socket, i % 2 == 0 ? "GET /health/live HTTP/1.1\r\nX-Slow: " : body());
                slow.add(socket);
            }
            long end = System.nanoTime() + RECEIVE.plusSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                long asked = System.nanoTime();
                assertThat(server.send(server.open("/health/ready")).statusCode())
                        .isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
                drip(slow);
            }
            for (Socket socket : slow) {
                assertThat(RawClient.isClosedByServer(socket)).isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void idleSocketsAreClosed() throws Exception {
        long start = System.nanoTime();
        try (Socket idle = RawClient.connect(server.port())) {
            assertThat(RawClient.isClosedByServer(idle)).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    private String staffHeaders() throws Exception {
        StaffDesk.Person officer = server.officer();
        return "Cookie: " + officer.cookie() + "\r\nX-Urna-Session: " + officer.token() + "\r\n";
    }

    private String body() throws Exception {
        return "POST /api/v1/elections HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + staffHeaders()
                + "Content-Length: 1000\r\n\r\n{";
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void drip(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write('a');
            } catch (IOException cutOff) {
                assertThat(cutOff).isInstanceOf(SocketException.class);
            }
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
