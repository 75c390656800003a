// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.urna.server.ceremony.Ceremonies;

/** {@code POST /elections/{id}/ceremony}: freezes the draft into the manifest. */
final class StartCeremonyHandler implements Handler<RoutingContext> {

    private final Ceremonies ceremonies;

    StartCeremonyHandler(Ceremonies ceremonies) {
        this.ceremonies = ceremonies;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ceremonies
                .start(ctx.pathParam("id"))
                .compose(anchor -> Answers.json(ctx, 200, Map.of("M", anchor.hex())))
                .onFailure(ctx::fail);
    }
}
