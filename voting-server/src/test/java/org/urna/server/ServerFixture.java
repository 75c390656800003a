// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.http.ServerLimits;

/** A real server on a free loopback port, and a client for it. */
public final class ServerFixture {

    private final Server server;
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerFixture(Server server, Path data) {
        this.server = server;
        this.data = data;
    }

    public static ServerFixture start(Path data) throws Exception {
        return start(data, new DatabaseUrl.Sqlite(data.resolve("urna.db")), ServerLimits.STANDARD);
    }

    public static ServerFixture start(Path data, DatabaseUrl database, ServerLimits limits) throws Exception {
        Config config = new Config(
                "127.0.0.1",
                0,
                URI.create("http://localhost"),
                data,
                database,
                data.resolve("keys"),
                Optional.empty(),
                "elections@localhost",
                List.of());
        return new ServerFixture(await(Server.start(config, limits, Entropy.secure())), data);
    }

    /** The result of a future, for the threads of tests. */
    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    public int port() {
        return server.port();
    }

    public String token() throws Exception {
        return Files.readString(data.resolve("staff-token")).strip();
    }

    /** A request to a path with the staff token. */
    public HttpRequest.Builder staff(String path) throws Exception {
        return open(path).header("Authorization", "Bearer " + token());
    }

    /** A request to a path without any token. */
    public HttpRequest.Builder open(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public void close() throws Exception {
        await(server.close());
    }
}
