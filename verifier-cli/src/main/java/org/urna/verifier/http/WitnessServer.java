// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.urna.crypto.log.Note;
import org.urna.verifier.watch.Witness;

/**
 * Answers {@code POST /add-checkpoint} (C2SP tlog-witness). Plain HTTP: what it says is signed, and what it is told is public; to be reached
 * from elsewhere it stands behind a proxy that has a certificate.
 */
public final class WitnessServer implements AutoCloseable {

    /** A proof of 63 hashes, and a note. */
    private static final int MAX_BODY = 8192 + Note.MAX_BYTES;

    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;
    private static final String TEXT = "text/plain; charset=utf-8";

    static {
        // Seconds that a request and an answer may take; read by the JDK's server when its first one is made.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "256");
    }

    private final HttpServer server;
    private final Witness witness;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, "witness");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    private WitnessServer(HttpServer server, Witness witness) {
        this.server = server;
        this.witness = witness;
    }

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be had
     */
    public static WitnessServer start(InetSocketAddress address, Witness witness) throws IOException {
        HttpServer server = HttpServer.create(address, WAITING);
        WitnessServer listening = new WitnessServer(server, witness);
        server.setExecutor(listening.threads);
        server.createContext("/", exchange -> listening.answer(exchange));
        server.start();
        return listening;
    }

    /** The port on which it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, decide(exchange));
        }
    }

    private Witness.Answer decide(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
            return new Witness.Answer(404, TEXT, "not found\n");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Witness.Answer(NOT_ALLOWED, TEXT, "POST only\n");
        }
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_BODY + 1);
        }
        if (body.length > MAX_BODY) {
            return new Witness.Answer(TOO_LARGE, TEXT, "too large\n");
        }
        try {
            return witness.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Witness.Answer(BAD_REQUEST, TEXT, "not UTF-8\n");
        } catch (IOException | RuntimeException e) {
            // Nothing was signed: without a stored state there is no answer that could be kept.
            return new Witness.Answer(FAILED, TEXT, "the witness failed\n");
        }
    }

    private static void send(HttpExchange exchange, Witness.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
