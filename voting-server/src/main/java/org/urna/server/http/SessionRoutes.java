// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.urna.server.json.StrictJson;
import org.urna.server.staff.Enrolment;
import org.urna.server.staff.Sessions.SignedIn;
import org.urna.server.staff.SignIn;
import org.urna.server.staff.StaffOffice;
import org.urna.server.staff.StaffTokens;

/** {@code /staff/session} and {@code /staff/enrolments}: signing in and out, and following one-time links. */
final class SessionRoutes {

    private final StaffOffice office;
    private final StaffCookies cookies;
    private final OpenApiDocument document;

    SessionRoutes(StaffOffice office, StaffCookies cookies, OpenApiDocument document) {
        this.office = office;
        this.cookies = cookies;
        this.document = document;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getSession", ctx -> session(ctx).onFailure(ctx::fail),
                "signIn", ctx -> signIn(ctx).onFailure(ctx::fail),
                "signInCode", ctx -> code(ctx).onFailure(ctx::fail),
                "signOut", ctx -> signOut(ctx).onFailure(ctx::fail),
                "openLink", ctx -> openLink(ctx).onFailure(ctx::fail),
                "followLink", ctx -> followLink(ctx).onFailure(ctx::fail));
    }

    private Future<Void> session(RoutingContext ctx) {
        String token = cookies.session(ctx);
        if (token == null) {
            return Answers.json(ctx, 200, offered());
        }
        return office.sessions().find(token).compose(found -> {
            found.flatMap(SignedIn::cookie).ifPresent(renewed -> cookies.setSession(ctx, renewed));
            return Answers.json(ctx, 200, found.map(this::described).orElseGet(this::offered));
        });
    }

    private Future<Void> signIn(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        SignIn.From from = from(ctx);
        Future<String> ticket = office.signIn()
                .password(body.path("email").asText(), body.path("password").asText(), from);
        if (body.has("code")) {
            return ticket.compose(given ->
                            office.signIn().code(given, body.path("code").asText(), from))
                    .compose(welcome -> Answers.json(ctx, 200, welcomed(ctx, welcome)));
        }
        return ticket.compose(given -> Answers.json(ctx, 200, nobody().put("ticket", given)));
    }

    private Future<Void> code(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        return office.signIn()
                .code(body.path("ticket").asText(), body.path("code").asText(), from(ctx))
                .compose(welcome -> Answers.json(ctx, 200, welcomed(ctx, welcome)));
    }

    private Future<Void> signOut(RoutingContext ctx) {
        SignedIn signedIn = StaffGate.signedIn(ctx);
        return office.sessions().end(signedIn.account(), signedIn.session()).compose(ended -> {
            cookies.endSession(ctx);
            return Answers.empty(ctx, 204);
        });
    }

    private Future<Void> openLink(RoutingContext ctx) {
        return office.enrolment()
                .open(RequestReader.json(ctx).path("secret").asText())
                .compose(link -> {
                    ObjectNode answer = StrictJson.object()
                            .put("kind", link.kind())
                            .put("key", link.key())
                            .put("uri", link.uri());
                    if (link.account() != null) {
                        answer.setAll(AccountRoutes.described(link.account()));
                        answer.remove(List.of("id", "state", "created", "signedIn", "elections"));
                    }
                    return Answers.json(ctx, 200, answer);
                });
    }

    private Future<Void> followLink(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        Enrolment.Answers answers = new Enrolment.Answers(
                body.path("email").asText(""),
                body.path("name").asText(""),
                body.path("runsElections").asBoolean(false),
                body.path("password").asText(),
                body.path("code").asText());
        return office.enrolment().finish(body.path("secret").asText(), answers).compose(enrolled -> {
            ObjectNode answer = welcomed(ctx, enrolled.welcome());
            answer.set("recoveryCodes", StrictJson.tree(enrolled.recoveryCodes()));
            return Answers.json(ctx, 201, answer);
        });
    }

    private ObjectNode welcomed(RoutingContext ctx, SignIn.Welcome welcome) {
        welcome.signedIn().cookie().ifPresent(token -> cookies.setSession(ctx, token));
        cookies.setDevice(ctx, welcome.device());
        return described(welcome.signedIn());
    }

    private ObjectNode offered() {
        ObjectNode answer = nobody();
        office.openId().ifPresent(openId -> answer.putObject("openid").put("name", openId.name()));
        return answer;
    }

    private static ObjectNode nobody() {
        return StrictJson.object().put("signedIn", false);
    }

    private ObjectNode described(SignedIn signedIn) {
        ObjectNode answer = StrictJson.object().put("signedIn", true);
        answer.set("account", AccountRoutes.described(signedIn.account()));
        answer.put("token", signedIn.crossSiteToken());
        answer.put("expires", signedIn.expires().toString());
        answer.put("idleSeconds", StaffTokens.Purpose.SESSION.life().toSeconds());
        answer.set(
                "operations",
                StrictJson.tree(
                        StaffGate.operations(document, signedIn.account().roles())));
        return answer;
    }

    private SignIn.From from(RoutingContext ctx) {
        return new SignIn.From(CallerAddress.of(ctx.request()), cookies.device(ctx));
    }
}
