// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per answer: method, name of the route, status, milliseconds.
 *
 * <p>Neither address nor path nor header of the caller: the log must not be able to link a member to a ballot, or keep a code that somebody
 * typed into the wrong place.
 */
final class AccessLog implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger("org.urna.access");
    private static final String KEY = "urna.route";

    @Override
    public void handle(RoutingContext ctx) {
        long start = System.nanoTime();
        ctx.addEndHandler(done -> LOG.info(
                "{} {} {} {} ms",
                ctx.request().method(),
                name(ctx),
                ctx.response().getStatusCode(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
        ctx.next();
    }

    /** Says under which name this request is logged. */
    static void name(RoutingContext ctx, String name) {
        ctx.put(KEY, name);
    }

    static String name(RoutingContext ctx) {
        String name = ctx.get(KEY);
        return name == null ? "unmatched" : name;
    }

    /** A handler that only names the route. */
    static Handler<RoutingContext> named(String name) {
        return ctx -> {
            name(ctx, name);
            ctx.next();
        };
    }
}
