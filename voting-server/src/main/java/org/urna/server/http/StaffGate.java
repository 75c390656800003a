// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.http.OpenApiDocument.Operation;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.staff.Account;
import org.urna.server.staff.Role;
import org.urna.server.staff.Sessions.SignedIn;
import org.urna.server.staff.StaffOffice;
import org.urna.server.staff.Trail;

/**
 * Lets through who may do what an operation does: signed in, by this server's own page, in a role that the description gives the operation to,
 * for an election within reach. What changes something is written into the audit trail before it is done, and how it ended afterwards.
 */
final class StaffGate {

    /** The header in which a page sends what it was told at sign-in; no other site can, or can make a browser send it. */
    static final String CROSS_SITE_HEADER = "X-Urna-Session";

    private static final Logger LOG = LoggerFactory.getLogger(StaffGate.class);
    private static final String SIGNED_IN = "urna.staff";
    private static final String DETAIL = "urna.staff.detail";
    private static final String PROBLEM = "urna.problem";

    private final StaffOffice office;
    private final StaffCookies cookies;
    private final String origin;

    StaffGate(StaffOffice office, StaffCookies cookies, URI publicUrl) {
        this.office = office;
        this.cookies = cookies;
        this.origin = origin(publicUrl);
    }

    /** Who is calling; only in operations with {@code x-roles}. */
    static SignedIn signedIn(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.<SignedIn>get(SIGNED_IN));
    }

    /** Adds something to what the audit trail says of this action: numbers and public values, never a secret; of a member only what is corrected. */
    static void note(RoutingContext ctx, String name, Object value) {
        Map<String, Object> detail = ctx.get(DETAIL);
        if (detail != null) {
            detail.put(name, value);
        }
    }

    /** Remembers with which problem a request was answered. */
    static void refused(RoutingContext ctx, ProblemCode code) {
        ctx.put(PROBLEM, code);
    }

    /** Succeeds if the request may go on; otherwise fails with {@code unauthorized}, {@code forbidden} or {@code cross-site}. */
    Future<Void> admit(RoutingContext ctx, Operation operation) {
        if (operation.roles().isEmpty()) {
            return operation.ofStaff() ? Future.succeededFuture(checkOrigin(ctx.request())) : Future.succeededFuture();
        }
        String token = cookies.session(ctx);
        if (token == null) {
            return Future.failedFuture(unauthorized());
        }
        return office.sessions().find(token).compose(found -> {
            SignedIn signedIn = found.orElseThrow(StaffGate::unauthorized);
            if (operation.changing()) {
                checkOrigin(ctx.request());
                checkPage(ctx.request(), signedIn);
            }
            signedIn.cookie().ifPresent(renewed -> cookies.setSession(ctx, renewed));
            ctx.put(SIGNED_IN, signedIn);
            return authorize(ctx, operation, signedIn.account());
        });
    }

    private Future<Void> authorize(RoutingContext ctx, Operation operation, Account account) {
        String election = operation.ofElection() ? Objects.requireNonNullElse(ctx.pathParam("id"), "") : "";
        if (!mayCall(operation, account) || !reaches(operation, account, election)) {
            return office.trail()
                    .refused(account, operation.id(), election, ProblemCode.FORBIDDEN.code())
                    .compose(written -> Future.failedFuture(new Refusal(
                            ProblemCode.FORBIDDEN,
                            "this is for " + String.join(", ", operation.roleCodes())
                                    + ", for elections in their care")));
        }
        if (!operation.audited()) {
            return Future.succeededFuture();
        }
        Map<String, Object> detail = new TreeMap<>();
        ctx.put(DETAIL, detail);
        return office.trail()
                .begin(account, operation.id(), election, parameters(ctx))
                .map(position -> {
                    ctx.addEndHandler(ended -> end(ctx, operation, account, election, position, detail));
                    return null;
                });
    }

    private void end(
            RoutingContext ctx,
            Operation operation,
            Account account,
            String election,
            long position,
            Map<String, Object> detail) {
        ProblemCode problem = ctx.get(PROBLEM);
        int status = ctx.response().getStatusCode();
        if (problem != null) {
            detail.put("problem", problem.code());
        }
        Trail.Outcome outcome =
                status >= 500 ? Trail.Outcome.FAILED : status >= 400 ? Trail.Outcome.REFUSED : Trail.Outcome.DONE;
        office.trail()
                .end(account, operation.id(), election, position, outcome, detail)
                .onFailure(e -> LOG.error("the end of action {} could not be written to the audit trail", position, e));
    }

    /** What the address says beside the election. */
    private static Map<String, String> parameters(RoutingContext ctx) {
        Map<String, String> named = new TreeMap<>(ctx.pathParams());
        named.remove("id");
        return named;
    }

    static boolean mayCall(Operation operation, Account account) {
        return account.roles().stream().anyMatch(operation.roles()::contains);
    }

    /** Who is confined to some elections can make no new one. */
    private static boolean reaches(Operation operation, Account account, String election) {
        if (operation.ofElection()) {
            return account.reaches(election);
        }
        return account.elections().isEmpty() || !operation.ofAllElections();
    }

    private void checkPage(HttpServerRequest request, SignedIn signedIn) {
        String sent = request.getHeader(CROSS_SITE_HEADER);
        if (sent == null || !office.sessions().isFromOwnPage(signedIn, sent)) {
            throw new Refusal(ProblemCode.CROSS_SITE, "send what getSession says in the header " + CROSS_SITE_HEADER);
        }
    }

    /** Browsers say which site a request comes from; programs need not. */
    private @Nullable Void checkOrigin(HttpServerRequest request) {
        String from = request.getHeader("Origin");
        if (from != null && !from.equals(origin)) {
            throw new Refusal(ProblemCode.CROSS_SITE, "staff pages of this server are at " + origin + "/staff/");
        }
        return null;
    }

    private static String origin(URI publicUrl) {
        boolean usual =
                publicUrl.getPort() < 0 || publicUrl.getPort() == ("https".equals(publicUrl.getScheme()) ? 443 : 80);
        return publicUrl.getScheme() + "://" + publicUrl.getHost() + (usual ? "" : ":" + publicUrl.getPort());
    }

    private static Refusal unauthorized() {
        return new Refusal(ProblemCode.UNAUTHORIZED, "sign in at /staff/");
    }

    /** The operations that somebody in these roles may call. */
    static java.util.List<String> operations(OpenApiDocument document, java.util.Set<Role> roles) {
        return document.operations().values().stream()
                .filter(operation -> roles.stream().anyMatch(operation.roles()::contains))
                .map(Operation::id)
                .sorted()
                .toList();
    }
}
