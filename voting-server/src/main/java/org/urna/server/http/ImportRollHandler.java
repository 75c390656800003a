// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.urna.server.roll.Rolls;

/** {@code POST /elections/{id}/roll}: replaces the roll by a CSV file. */
final class ImportRollHandler implements Handler<RoutingContext> {

    private final Rolls rolls;

    ImportRollHandler(Rolls rolls) {
        this.rolls = rolls;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Charset charset = "windows-1252".equals(ctx.queryParams().get("charset"))
                ? Charset.forName("windows-1252")
                : StandardCharsets.UTF_8;
        boolean acceptGood = "good".equals(ctx.queryParams().get("accept"));
        rolls.importRoll(ctx.pathParam("id"), RequestReader.bytes(ctx), charset, acceptGood)
                .compose(report -> Answers.json(ctx, 200, report))
                .onFailure(ctx::fail);
    }
}
