// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.urna.server.credential.IssuingRuns;

/** {@code POST /elections/{id}/credentials}: makes and publishes credentials. */
final class IssueCredentialsHandler implements Handler<RoutingContext> {

    private static final String SECONDS = "1";

    private final IssuingRuns issuing;

    IssueCredentialsHandler(IssuingRuns issuing) {
        this.issuing = issuing;
    }

    @Override
    public void handle(RoutingContext ctx) {
        issuing.issue(ctx.pathParam("id"))
                .compose(report -> {
                    if (report.isPresent()) {
                        return Answers.json(ctx, 200, report.get());
                    }
                    ctx.response().putHeader(HttpHeaders.RETRY_AFTER, SECONDS);
                    return Answers.json(ctx, 202, Map.of("underWay", true));
                })
                .onFailure(ctx::fail);
    }
}
