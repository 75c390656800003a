// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.cast.Challenges;

/** {@code POST /elections/{id}/challenges}: a ballot was opened to test it and can never be cast. */
final class ChallengeHandler implements Handler<RoutingContext> {

    private final Challenges challenges;

    ChallengeHandler(Challenges challenges) {
        this.challenges = challenges;
    }

    @Override
    public void handle(RoutingContext ctx) {
        challenges
                .note(
                        ctx.pathParam("id"),
                        RequestReader.json(ctx).path("ballot").asText())
                .compose(noted -> Answers.empty(ctx, 204))
                .onFailure(ctx::fail);
    }
}
