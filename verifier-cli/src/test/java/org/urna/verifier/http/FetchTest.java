// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Hash;

/** Servers that are busy, break off, and give parts or do not. */
class FetchTest {

    private static final byte[] LARGE = new byte[3 * Parts.PART + 12345];

    static {
        new Random(1).nextBytes(LARGE);
    }

    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpBoard board() {
        URI place = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/e/1/");
        return new HttpBoard(place, Duration.ofMillis(4));
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** Serves what is asked for, as a static web server does. */
    private void ranged(HttpExchange exchange, byte[] content) throws IOException {
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        ranges.add(range);
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Math.min(content.length, Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
        answer(exchange, 206, Arrays.copyOfRange(content, from, to));
    }

    private static Hash artifact() {
        return Hash.sha256(LARGE);
    }

    private void atArtifact(HttpHandler handler) {
        server.createContext("/e/1/board/" + BoardPaths.artifact(artifact().bytes()), handler);
    }

    @Test
    void aLargeFileComesInPartsAndIsTheSame() throws IOException {
        atArtifact(exchange -> ranged(exchange, LARGE));

        try (InputStream in = board().artifact(artifact())) {
            assertThat(in.readAllBytes()).isEqualTo(LARGE);
        }
        assertThat(ranges).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aPartThatBreaksOffIsAskedForAgainAndNoOther() throws IOException {
        AtomicInteger broken = new AtomicInteger();
        atArtifact(exchange -> {
            boolean second = exchange.getRequestHeaders().getFirst("Range").startsWith("bytes=" + Parts.PART);
            if (second && broken.getAndIncrement() < 2) {
                try (exchange) {
                    exchange.getResponseHeaders()
                            .add(
                                    "Content-Range",
                                    "bytes " + Parts.PART + "-" + (2 * Parts.PART - 1) + "/" + LARGE.length);
                    exchange.sendResponseHeaders(206, Parts.PART);
                    exchange.getResponseBody().write(LARGE, Parts.PART, 1000);
                }
            } else {
                ranged(exchange, LARGE);
            }
        });

        try (InputStream in = board().artifact(artifact())) {
            assertThat(in.readAllBytes()).isEqualTo(LARGE);
        }
        assertThat(broken).hasValue(3);
        assertThat(ranges).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aServerWithoutPartsServesToo() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        atArtifact(exchange -> {
            if (asked.getAndIncrement() == 0) {
                try (exchange) {
                    exchange.sendResponseHeaders(200, LARGE.length);
                    exchange.getResponseBody().write(LARGE, 0, LARGE.length / 2);
                }
            } else {
                answer(exchange, 200, LARGE);
            }
        });

        try (InputStream in = board().artifact(artifact())) {
            assertThat(in.readAllBytes()).isEqualTo(LARGE);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void aLyingRangeIsAnError() {
        atArtifact(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 7-1048582/3158073");
            answer(exchange, 206, Arrays.copyOf(LARGE, Parts.PART));
        });

        assertThatThrownBy(() -> board().artifact(artifact()).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another part");
    }

    @Test
    void aBusyServerIsAskedAgainAndAMissingFileIsNot() throws IOException {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger missing = new AtomicInteger();
        server.createContext("/e/1/board/checkpoint", exchange -> {
            if (busy.getAndIncrement() < 3) {
                answer(exchange, 503, new byte[0]);
            } else {
                answer(exchange, 200, new byte[] {1, 2, 3});
            }
        });
        server.createContext("/e/1/board/tile/0/000", exchange -> {
            missing.incrementAndGet();
            answer(exchange, 404, new byte[0]);
        });

        assertThat(board().checkpoint()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> board().read(new Tile(0, 0, Tile.FULL_WIDTH)))
                .isInstanceOf(FileNotFoundException.class);
        assertThat(missing).hasValue(1);
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() {
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/e/1/board/checkpoint", exchange -> {
            asked.incrementAndGet();
            answer(exchange, 500, new byte[0]);
        });

        assertThatThrownBy(() -> board().checkpoint()).isInstanceOf(IOException.class);
        assertThat(asked).hasValue(5);
    }
}
