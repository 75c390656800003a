// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.json.StrictJson;

/** Ways in which handlers answer. Each gives the future of the answer having been sent. */
final class Answers {

    private Answers() {}

    /** Plain JSON from a tree, record, map or list. */
    static Future<Void> json(RoutingContext ctx, int status, Object value) {
        return bytes(ctx, status, "application/json", StrictJson.write(value));
    }

    static Future<Void> empty(RoutingContext ctx, int status) {
        return ctx.response().setStatusCode(status).end();
    }

    static Future<Void> bytes(RoutingContext ctx, int status, String mediaType, byte[] body) {
        return ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .end(Buffer.buffer(body));
    }
}
