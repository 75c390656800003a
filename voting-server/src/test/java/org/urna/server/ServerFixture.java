// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.http.ServerLimits;
import org.urna.server.retention.Erasure;

/** A real server on a free loopback port, and a client for it. */
public final class ServerFixture {

    /** Who enrolled on which data: a server that is started again knows them still. */
    private static final Map<Path, StaffDesk.Person> OFFICERS = new ConcurrentHashMap<>();

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

    public static ServerFixture start(Path data, URI publicUrl) throws Exception {
        return start(data, new DatabaseUrl.Sqlite(data.resolve("urna.db")), ServerLimits.STANDARD, publicUrl);
    }

    public static ServerFixture start(Path data, DatabaseUrl database, ServerLimits limits) throws Exception {
        return start(data, database, limits, URI.create("http://localhost"));
    }

    private static ServerFixture start(Path data, DatabaseUrl database, ServerLimits limits, URI publicUrl)
            throws Exception {
        return start(data, database, limits, publicUrl, Optional.empty());
    }

    /** A server at which staff may sign in by an OpenID provider. */
    public static ServerFixture start(Path data, Config.OpenIdProvider provider) throws Exception {
        return start(
                data,
                new DatabaseUrl.Sqlite(data.resolve("urna.db")),
                ServerLimits.STANDARD,
                URI.create("http://localhost"),
                Optional.of(provider));
    }

    private static ServerFixture start(
            Path data, DatabaseUrl database, ServerLimits limits, URI publicUrl, Optional<Config.OpenIdProvider> openId)
            throws Exception {
        Config config = new Config(
                "127.0.0.1",
                0,
                publicUrl,
                data,
                database,
                data.resolve("keys"),
                new Config.Mail(
                        Optional.empty(),
                        "elections@localhost",
                        "elections@localhost",
                        Optional.empty(),
                        Optional.empty()),
                openId,
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

    /** The first administrator, who is returning officer as well; enrolled when first asked for. */
    public StaffDesk.Person officer() throws Exception {
        StaffDesk.Person known = OFFICERS.get(data);
        if (known == null) {
            known = new StaffDesk(this)
                    .first(server.firstLink().orElseThrow(() -> new AssertionError("no link was printed")));
            OFFICERS.put(data, known);
        }
        return known;
    }

    /** The link for the first administrator. */
    public Optional<String> firstLink() {
        return server.firstLink();
    }

    /** A request to a path by the returning officer. */
    public HttpRequest.Builder staff(String path) throws Exception {
        return open(path).headers(officer().headers());
    }

    /** A request to a path by nobody. */
    public HttpRequest.Builder open(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The job that erases what has been kept long enough. */
    public Erasure erasure() {
        return server.erasure();
    }

    public void close() throws Exception {
        await(server.close());
    }
}
