// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.urna.server.statement.Statements;

/** {@code GET …/statement}: the organisation's own figures, as a file for {@code verifier report}. */
final class StatementHandler implements Handler<RoutingContext> {

    private final Statements statements;

    StatementHandler(Statements statements) {
        this.statements = statements;
    }

    @Override
    public void handle(RoutingContext ctx) {
        statements
                .of(ctx.pathParam("id"))
                .compose(statement -> {
                    ctx.response()
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .putHeader("Content-Disposition", "attachment; filename=\"urna-statement.json\"");
                    return Answers.json(ctx, 200, statement);
                })
                .onFailure(ctx::fail);
    }
}
