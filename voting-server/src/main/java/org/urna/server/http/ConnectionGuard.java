// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.IdentityHashMap;

/**
 * Closes connections that take too long to send one whole request. The idle time-out does not see a client that sends a byte now and then.
 *
 * <p>One event loop only: each verticle has its own.
 */
final class ConnectionGuard implements Handler<RoutingContext> {

    private static final String SELF = "urna.guard";

    private final Vertx vertx;
    private final Duration limit;
    private final IdentityHashMap<HttpConnection, Long> timers = new IdentityHashMap<>();

    ConnectionGuard(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    void connected(HttpConnection connection) {
        arm(connection);
        connection.closeHandler(closed -> disarm(connection));
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpConnection connection = ctx.request().connection();
        ctx.put(SELF, this);
        ctx.request().end().onSuccess(whole -> disarm(connection));
        ctx.addEndHandler(answered -> arm(connection));
        ctx.next();
    }

    /** Gives this request more time to arrive than others have. */
    static void extend(RoutingContext ctx, Duration time) {
        ConnectionGuard guard = ctx.get(SELF);
        if (guard != null && !ctx.request().isEnded()) {
            guard.arm(ctx.request().connection(), time);
        }
    }

    private void arm(HttpConnection connection) {
        arm(connection, limit);
    }

    private void arm(HttpConnection connection, Duration time) {
        disarm(connection);
        timers.put(connection, vertx.setTimer(time.toMillis(), timer -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    private void disarm(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
