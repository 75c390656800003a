// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.credential.Issuing;

/** {@code POST /elections/{id}/credentials}: makes and publishes credentials. */
final class IssueCredentialsHandler implements Handler<RoutingContext> {

    private final Issuing issuing;

    IssueCredentialsHandler(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public void handle(RoutingContext ctx) {
        issuing.issue(ctx.pathParam("id"))
                .compose(report -> Answers.json(ctx, 200, report))
                .onFailure(ctx::fail);
    }
}
