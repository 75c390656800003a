// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.urna.server.json.StrictJson;
import org.urna.server.staff.OwnAccount;
import org.urna.server.staff.Sessions;
import org.urna.server.staff.Sessions.SignedIn;

/** {@code /staff/account}: what people do with their own accounts. */
final class OwnAccountRoutes {

    private final OwnAccount own;
    private final Sessions sessions;

    OwnAccountRoutes(OwnAccount own, Sessions sessions) {
        this.own = own;
        this.sessions = sessions;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getOwnAccount", ctx -> describe(ctx).onFailure(ctx::fail),
                "changePassword", ctx -> password(ctx).onFailure(ctx::fail),
                "beginAuthenticator", ctx -> begin(ctx).onFailure(ctx::fail),
                "finishAuthenticator", ctx -> finish(ctx).onFailure(ctx::fail),
                "renewRecoveryCodes", ctx -> recoveryCodes(ctx).onFailure(ctx::fail),
                "endSession", ctx -> end(ctx).onFailure(ctx::fail));
    }

    private Future<Void> describe(RoutingContext ctx) {
        SignedIn who = StaffGate.signedIn(ctx);
        return own.recoveryCodesLeft(who.account())
                .compose(left -> sessions.of(who.account()).compose(list -> {
                    var answer = StrictJson.object().put("recoveryCodesLeft", left);
                    var listed = answer.putArray("sessions");
                    for (Sessions.Listed each : list) {
                        listed.addObject()
                                .put("session", each.id())
                                .put("begun", each.begun().toString())
                                .put("seen", each.seen().toString())
                                .put("this", each.id().equals(who.session()));
                    }
                    return Answers.json(ctx, 200, answer);
                }));
    }

    private Future<Void> password(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        return own.changePassword(
                        StaffGate.signedIn(ctx),
                        body.path("current").asText(),
                        body.path("password").asText())
                .compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> begin(RoutingContext ctx) {
        return own.beginAuthenticator(
                        StaffGate.signedIn(ctx),
                        RequestReader.json(ctx).path("password").asText())
                .compose(made ->
                        Answers.json(ctx, 201, Map.of("secret", made.secret(), "key", made.key(), "uri", made.uri())));
    }

    private Future<Void> finish(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        return own.finishAuthenticator(
                        StaffGate.signedIn(ctx),
                        body.path("secret").asText(),
                        body.path("code").asText())
                .compose(codes -> codes(ctx, codes));
    }

    private Future<Void> recoveryCodes(RoutingContext ctx) {
        return own.renewRecoveryCodes(
                        StaffGate.signedIn(ctx),
                        RequestReader.json(ctx).path("password").asText())
                .compose(codes -> codes(ctx, codes));
    }

    private Future<Void> end(RoutingContext ctx) {
        return sessions.end(StaffGate.signedIn(ctx).account(), ctx.pathParam("session"))
                .compose(done -> Answers.empty(ctx, 204));
    }

    private static Future<Void> codes(RoutingContext ctx, List<String> codes) {
        return Answers.json(ctx, 200, Map.of("recoveryCodes", codes));
    }
}
