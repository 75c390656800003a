// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.urna.server.election.Uploads;

/** {@code POST /elections/{id}/artifacts}: a candidate's statement or picture. */
final class UploadHandler implements Handler<RoutingContext> {

    private final Uploads uploads;

    UploadHandler(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void handle(RoutingContext ctx) {
        uploads.put(ctx.pathParam("id"), RequestReader.mediaType(ctx), RequestReader.bytes(ctx))
                .compose(artifact -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("sha256", artifact.sha256().hex());
                    answer.put("length", artifact.length());
                    return Answers.json(ctx, 201, answer);
                })
                .onFailure(ctx::fail);
    }
}
