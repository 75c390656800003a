// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.urna.server.credential.CodeIssue;
import org.urna.server.credential.IssuingRuns;

/**
 * {@code /elections/{id}/credentials}: makes and publishes credentials, and waits for that. Waiting is not issuing, so it is asked for in another
 * way and leaves no action in the audit trail.
 */
final class IssuingRoutes {

    private static final String SECONDS = "1";

    private final IssuingRuns issuing;

    IssuingRoutes(IssuingRuns issuing) {
        this.issuing = issuing;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "issueCredentials", ctx -> answer(ctx, issuing.issue(ctx.pathParam("id"))),
                "awaitCredentials", ctx -> answer(ctx, issuing.outcome(ctx.pathParam("id"))));
    }

    private static void answer(RoutingContext ctx, Future<Optional<CodeIssue.Report>> outcome) {
        outcome.compose(report -> {
                    if (report.isPresent()) {
                        return Answers.json(ctx, 200, report.get());
                    }
                    ctx.response().putHeader(HttpHeaders.RETRY_AFTER, SECONDS);
                    return Answers.json(ctx, 202, Map.of("underWay", true));
                })
                .onFailure(ctx::fail);
    }
}
