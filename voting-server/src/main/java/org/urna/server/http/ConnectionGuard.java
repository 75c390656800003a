// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.IdentityHashMap;

/**
 * Closes connections that take too long to send one whole request, and those that do not take the answer. A client that sends a byte now and
 * then is closed like one that sends none. As long as the server itself is at work, it waits with it.
 *
 * <p>One event loop only: each verticle has its own.
 */
final class ConnectionGuard implements Handler<RoutingContext> {

    private static final String SELF = "urna.guard";

    private final Vertx vertx;
    private final ServerLimits limits;
    private final IdentityHashMap<HttpConnection, Long> timers = new IdentityHashMap<>();

    ConnectionGuard(Vertx vertx, ServerLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void connected(HttpConnection connection) {
        arm(connection, limits.idle());
        connection.closeHandler(closed -> disarm(connection));
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpConnection connection = ctx.request().connection();
        ctx.put(SELF, this);
        arm(connection, limits.receive());
        ctx.request().end().onSuccess(whole -> watch(connection, ctx.response(), -1));
        ctx.addEndHandler(answered -> arm(connection, limits.receive()));
        ctx.next();
    }

    /** Gives this request more time to arrive than others have. */
    static void extend(RoutingContext ctx, Duration time) {
        ConnectionGuard guard = ctx.get(SELF);
        if (guard != null && !ctx.request().isEnded()) {
            guard.arm(ctx.request().connection(), time);
        }
    }

    /** Closes if the client has taken none of an answer that has begun since {@code taken} bytes of it had gone. */
    private void watch(HttpConnection connection, HttpServerResponse response, long taken) {
        if (response.ended()) {
            return;
        }
        await(connection, limits.idle(), () -> {
            long now = response.headWritten() ? response.bytesWritten() : -1;
            if (now >= 0 && now == taken && response.writeQueueFull()) {
                connection.close();
            } else {
                watch(connection, response, now);
            }
        });
    }

    private void arm(HttpConnection connection, Duration time) {
        await(connection, time, connection::close);
    }

    private void await(HttpConnection connection, Duration time, Runnable then) {
        disarm(connection);
        timers.put(connection, vertx.setTimer(time.toMillis(), timer -> {
            timers.remove(connection);
            then.run();
        }));
    }

    private void disarm(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
