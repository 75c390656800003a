// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.urna.server.decision.RequestedBy;
import org.urna.server.helpdesk.Asked;
import org.urna.server.helpdesk.HelpDesk;
import org.urna.server.helpdesk.ReissueTerms;
import org.urna.server.staff.Account;

/** {@code …/standings}, {@code …/reissues…} and {@code …/revocations}. The audit trail names no member here: a time beside a number could be compared with the board. */
final class HelpDeskRoutes {

    private final HelpDesk desk;

    HelpDeskRoutes(HelpDesk desk) {
        this.desk = desk;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        Map<String, Handler<RoutingContext>> operations = new HashMap<>(Map.of(
                "listStandings", answering(this::standings),
                "listReissues", answering(this::list),
                "askReissue", answering(this::ask),
                "dropReissue", answering(this::drop),
                "setReissueTerms", answering(this::terms),
                "proposeReissues", answering(this::propose),
                "proposeRevocations", answering(this::revoke),
                "claimReissue", answering(ctx -> claim(ctx, Asked.REISSUE)),
                "askUse", answering(ctx -> claim(ctx, Asked.USE))));
        operations.putAll(new DoorRoutes(desk.door()).operations());
        return operations;
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private static String election(RoutingContext ctx) {
        return ctx.pathParam("id");
    }

    private static String query(RoutingContext ctx, String name) {
        return Objects.requireNonNullElse(ctx.queryParams().get(name), "");
    }

    private static Future<Void> json(RoutingContext ctx, Object value) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return Answers.json(ctx, 200, value);
    }

    private Future<Void> standings(RoutingContext ctx) {
        return desk.standings()
                .list(election(ctx), query(ctx, "search"), query(ctx, "after"))
                .compose(list -> {
                    StaffGate.note(ctx, "members", list.size());
                    return json(ctx, list);
                });
    }

    private Future<Void> list(RoutingContext ctx) {
        return desk.reissues().list(election(ctx)).compose(list -> json(ctx, list));
    }

    private Future<Void> ask(RoutingContext ctx) {
        String number = RequestReader.json(ctx).path("memberNumber").asText();
        return desk.reissues().ask(election(ctx), number).compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> drop(RoutingContext ctx) {
        return desk.reissues().drop(election(ctx), query(ctx, "number")).compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> terms(RoutingContext ctx) {
        JsonNode json = RequestReader.json(ctx);
        ReissueTerms terms = new ReissueTerms(
                json.path("opens").asText(""),
                json.path("emailUntil").asText(""),
                json.path("postUntil").asText(""));
        StaffGate.note(ctx, "terms", terms);
        return desk.reissues().terms(election(ctx), terms).compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> propose(RoutingContext ctx) {
        Account account = StaffGate.signedIn(ctx).account();
        String reason = RequestReader.json(ctx).path("reason").asText();
        return desk.reissues()
                .propose(election(ctx), reason, new RequestedBy(account.id(), account.name()))
                .compose(proposed -> {
                    StaffGate.note(ctx, "number", proposed.number());
                    StaffGate.note(ctx, "replaced", proposed.members());
                    return Answers.json(ctx, 200, proposed);
                });
    }

    private Future<Void> revoke(RoutingContext ctx) {
        Account account = StaffGate.signedIn(ctx).account();
        JsonNode json = RequestReader.json(ctx);
        List<String> members = new ArrayList<>();
        json.path("memberNumbers").forEach(each -> members.add(each.asText()));
        return desk.revocations()
                .propose(
                        election(ctx),
                        members,
                        json.path("reason").asText(),
                        new RequestedBy(account.id(), account.name()))
                .compose(number -> {
                    StaffGate.note(ctx, "number", number);
                    StaffGate.note(ctx, "revoked", members.size());
                    return Answers.json(ctx, 200, Map.of("number", number));
                });
    }

    private Future<Void> claim(RoutingContext ctx, Asked asked) {
        JsonNode claim = RequestReader.json(ctx);
        return desk.selfService()
                .claim(
                        asked,
                        election(ctx),
                        CallerAddress.of(ctx.request()),
                        claim.path("memberNumber").asText(),
                        claim.path("contact").asText())
                .compose(done -> Answers.empty(ctx, 202));
    }
}
