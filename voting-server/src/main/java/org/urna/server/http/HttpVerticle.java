// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;

/** Serves everything on one event loop. Holds no state of its own but the connections it watches. */
public final class HttpVerticle extends VerticleBase {

    private final String host;
    private final int port;
    private final ServerLimits limits;
    private final ApiRouter router;

    @SuppressWarnings("NullAway.Init") // set by start, which Vert.x calls first
    private HttpServer server;

    public HttpVerticle(String host, int port, ServerLimits limits, ApiRouter router) {
        this.host = host;
        this.port = port;
        this.limits = limits;
        this.router = router;
    }

    @Override
    public Future<HttpServer> start() {
        ConnectionGuard guard = new ConnectionGuard(vertx, limits);
        server = vertx.createHttpServer(limits.options(host, port));
        return router.create(vertx, guard)
                .compose(routes -> server.connectionHandler(guard::connected)
                        .requestHandler(routes)
                        .listen());
    }

    /** The port on which it listens, once started. */
    public int port() {
        return server.actualPort();
    }
}
