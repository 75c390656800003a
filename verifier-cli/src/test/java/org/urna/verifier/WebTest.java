// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boards on a web server of this machine. */
class WebTest {

    private static final Path BOARD = SampleBoard.ROOT.resolve("board");

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String place() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/e/1";
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = BOARD.resolve(exchange.getRequestURI().getPath().substring("/e/1/board/".length()));
            if (Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    @Test
    void aBoardOnTheWebPassesFromEitherOfItsAddresses() throws IOException {
        server.createContext("/e/1/board/", WebTest::serve);

        assertThat(SampleBoard.run("verify", place(), "--board-key", SampleBoard.boardKey())
                        .status())
                .isZero();
        assertThat(SampleBoard.run("verify", place() + "/board/", "--board-key", SampleBoard.boardKey())
                        .status())
                .isZero();
    }

    @Test
    void aRedirectIsNotFollowed() {
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/elsewhere/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.createContext("/e/1/board/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Location", "/elsewhere/checkpoint");
                exchange.sendResponseHeaders(302, -1);
            }
        });

        assertThat(SampleBoard.run("verify", place()).status()).isEqualTo(1);
        assertThat(asked).hasValue(0);
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() {
        server.createContext("/e/1/board/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                byte[] block = new byte[1 << 16];
                for (int i = 0; i < 1 << 10; i++) {
                    exchange.getResponseBody().write(block);
                }
            }
        });

        assertThat(SampleBoard.run("verify", place()).status()).isEqualTo(1);
    }
}
