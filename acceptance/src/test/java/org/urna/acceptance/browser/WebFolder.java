// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The modules of the pages, the vectors and the tests' own scripts over HTTP, with the policy under which the pages run. */
final class WebFolder implements AutoCloseable {

    /** Where the modules are. */
    static final Path WEB = Path.of("..", "voting-server", "src", "main", "resources", "web");

    private static final Map<String, Path> FOLDERS = Map.of(
            "/assets/", WEB,
            "/vectors/", Path.of("..", "docs", "vectors"),
            "/examples/", Path.of("..", "docs", "examples"),
            "/test/", Path.of("src", "test", "resources", "browser"));
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript", "json", "application/json");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types urna-worker";

    private final HttpServer server;

    WebFolder() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", WebFolder::answer);
        server.start();
    }

    /** Address of an empty page with the pages' policy. */
    String page() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            if (path.equals("/")) {
                send(
                        exchange,
                        "text/html",
                        "<!doctype html><html lang=en><title>modules</title>".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            for (Map.Entry<String, Path> folder : FOLDERS.entrySet()) {
                Path file = folder.getValue()
                        .resolve(path.substring(
                                Math.min(path.length(), folder.getKey().length())));
                if (path.startsWith(folder.getKey()) && Files.isRegularFile(file)) {
                    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
                    send(exchange, type == null ? "application/octet-stream" : type, Files.readAllBytes(file));
                    return;
                }
            }
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
