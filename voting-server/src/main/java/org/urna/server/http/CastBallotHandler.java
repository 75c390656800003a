// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import org.urna.server.cast.Casting;

/** {@code POST /elections/{id}/ballots}: takes a ballot and answers with its receipt. */
final class CastBallotHandler implements Handler<RoutingContext> {

    private final Casting casting;

    CastBallotHandler(Casting casting) {
        this.casting = casting;
    }

    @Override
    public void handle(RoutingContext ctx) {
        casting.cast(ctx.pathParam("id"), RequestReader.bytes(ctx))
                .compose(answer -> Answers.bytes(
                        ctx,
                        answer.created() ? 201 : 200,
                        "application/jose",
                        answer.receipt().getBytes(StandardCharsets.US_ASCII)))
                .onSuccess(sent -> casting.answered())
                .onFailure(ctx::fail);
    }
}
