// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.staff.OpenId;

/** {@code /staff/openid}: to the OpenID provider and back. Both are addresses that browsers go to, so both end on a page. */
final class OpenIdRoutes {

    private static final String OFFICE = "/staff/";

    private final Optional<OpenId> openId;
    private final StaffCookies cookies;

    OpenIdRoutes(Optional<OpenId> openId, StaffCookies cookies) {
        this.openId = openId;
        this.cookies = cookies;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "leaveForOpenId", ctx -> leave(ctx).onFailure(ctx::fail),
                "returnFromOpenId", ctx -> comeBack(ctx).onFailure(ctx::fail));
    }

    private Future<Void> leave(RoutingContext ctx) {
        return provider()
                .compose(OpenId::begin)
                .compose(departure -> {
                    cookies.setOpenId(ctx, departure.cookie());
                    return redirect(ctx, departure.address().toString());
                })
                .recover(e -> told(ctx, e));
    }

    private Future<Void> comeBack(RoutingContext ctx) {
        String query = Objects.requireNonNullElse(ctx.request().query(), "");
        return provider()
                .compose(there -> there.finish(query, cookies.openId(ctx)))
                .compose(welcome -> {
                    cookies.endOpenId(ctx);
                    welcome.signedIn().cookie().ifPresent(token -> cookies.setSession(ctx, token));
                    cookies.setDevice(ctx, welcome.device());
                    return redirect(ctx, OFFICE);
                })
                .recover(e -> told(ctx, e));
    }

    private Future<OpenId> provider() {
        return openId.<Future<OpenId>>map(Future::succeededFuture)
                .orElseGet(() ->
                        Future.failedFuture(new Refusal(ProblemCode.NOT_FOUND, "no OpenID provider is set up here")));
    }

    /** A refusal is told on the page where people sign in. */
    private static Future<Void> told(RoutingContext ctx, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.code() != ProblemCode.NOT_FOUND) {
            return redirect(ctx, OFFICE + "#/openid/" + refusal.code().code());
        }
        return Future.failedFuture(failure);
    }

    private static Future<Void> redirect(RoutingContext ctx, String address) {
        return ctx.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, address)
                .end();
    }
}
