// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.progress.StepHistory;

/** {@code GET /elections/{id}/progress}: the trustees' steps. Who watches them live asks with the tag of the last answer, and mostly hears 304. */
final class ProgressHandler implements Handler<RoutingContext> {

    private final StepHistory steps;

    ProgressHandler(StepHistory steps) {
        this.steps = steps;
    }

    @Override
    public void handle(RoutingContext ctx) {
        steps.of(ctx.pathParam("id")).compose(answer -> answer(ctx, answer)).onFailure(ctx::fail);
    }

    private static Future<Void> answer(RoutingContext ctx, StepHistory.Answer answer) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, answer.tag());
        return answer.tag().equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                ? Answers.empty(ctx, 304)
                : Answers.bytes(ctx, 200, "application/json", answer.json());
    }
}
