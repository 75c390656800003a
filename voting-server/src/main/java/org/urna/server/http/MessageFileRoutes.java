// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.urna.server.tally.MessageFiles;

/** {@code POST /elections/{id}/files} and {@code PUT /elections/{id}/files/{token}/{sha256}/{part}}: what a trustee's message names. */
final class MessageFileRoutes {

    private final MessageFiles files;

    MessageFileRoutes(MessageFiles files) {
        this.files = files;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("announceFiles", this::announce, "putFilePart", this::put);
    }

    private void announce(RoutingContext ctx) {
        files.announce(ctx.pathParam("id"), RequestReader.bytes(ctx))
                .compose(missing -> Answers.json(
                        ctx,
                        200,
                        Map.of("token", missing.token(), "partBytes", MessageFiles.PART, "missing", missing.parts())))
                .onFailure(ctx::fail);
    }

    private void put(RoutingContext ctx) {
        int part = Math.toIntExact(Math.min(Integer.MAX_VALUE, RequestReader.number(ctx.pathParam("part"))));
        files.put(ctx.pathParam("id"), ctx.pathParam("token"), ctx.pathParam("sha256"), part, RequestReader.bytes(ctx))
                .compose(done -> Answers.empty(ctx, 204))
                .onFailure(ctx::fail);
    }
}
