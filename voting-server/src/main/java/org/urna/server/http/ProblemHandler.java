// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Unavailable;
import org.urna.server.web.WebSite;
import org.urna.server.work.OverloadedException;

/** The one place that turns failures into answers: problem details, a status, never the text of an unexpected exception. */
final class ProblemHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final long LINGER_MILLIS = 1_000;

    private final WebSite site;

    ProblemHandler(WebSite site) {
        this.site = site;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed() || ctx.failure() instanceof HttpClosedException) {
            // The client went away; there is nobody to answer.
            return;
        }
        Problem problem = problem(ctx.failure(), ctx.statusCode());
        StaffGate.refused(ctx, problem.code());
        if (problem.code() == ProblemCode.INTERNAL) {
            LOG.error("a request failed: {} {}", ctx.request().method(), AccessLog.name(ctx), ctx.failure());
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem.code() == ProblemCode.NOT_FOUND && isPerson(ctx)) {
            WebHandler.answer(ctx, problem.status(), site.notFound())
                    .onFailure(e -> LOG.debug("the client went away before its answer"));
            return;
        }
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        if (problem.code() == ProblemCode.OVERLOADED || problem.code() == ProblemCode.HALTED) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Session");
        }
        if (problem.members().get("retryAfter") instanceof Long seconds) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (!ctx.request().isEnded()) {
            // What is left of the body is not worth reading.
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            // Closing at once could make the client lose the answer while it is still sending.
            ctx.vertx()
                    .setTimer(LINGER_MILLIS, timer -> ctx.request().connection().close());
        }
        response.end(Buffer.buffer(problem.body())).onFailure(e -> LOG.debug("the client went away before its answer"));
    }

    /** Whether somebody looks at this address with a browser, and it is no address for programs. */
    private static boolean isPerson(RoutingContext ctx) {
        String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT);
        return WebHandler.isReading(ctx)
                && accepted != null
                && accepted.contains("text/html")
                && !ctx.request().path().startsWith("/api/");
    }

    private static Problem problem(@Nullable Throwable failure, int status) {
        if (failure instanceof Refusal refusal) {
            return new Problem(refusal.code(), refusal.detail(), refusal.members());
        }
        if (failure instanceof OverloadedException || Unavailable.is(failure)) {
            return of(ProblemCode.OVERLOADED, "try again shortly; nothing was lost that was confirmed");
        }
        if (failure instanceof ValidatorException invalid) {
            return of(ProblemCode.REQUEST_INVALID, String.valueOf(invalid.getMessage()));
        }
        if (failure instanceof HttpException http && http.getCause() instanceof ValidatorException invalid) {
            return of(ProblemCode.REQUEST_INVALID, String.valueOf(invalid.getMessage()));
        }
        return ofStatus(failure instanceof HttpException http ? http.getStatusCode() : status);
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 400, 406 -> of(ProblemCode.REQUEST_INVALID, "the request cannot be understood");
            case 401 -> of(ProblemCode.UNAUTHORIZED, "sign in first");
            case 404 -> of(ProblemCode.NOT_FOUND, "no such address, or not yet");
            case 405 -> of(ProblemCode.METHOD_NOT_ALLOWED, "see /api/v1/openapi.yaml");
            case 413 -> of(ProblemCode.TOO_LARGE, "the request is larger than this address takes");
            case 415 -> of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "see /api/v1/openapi.yaml");
            default -> of(ProblemCode.INTERNAL, "the failure was logged");
        };
    }

    private static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, Map.of());
    }
}
