// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;
import org.urna.server.decision.DecisionDrafts;
import org.urna.server.decision.DecisionRequests;
import org.urna.server.decision.Refusing;
import org.urna.server.decision.RequestedBy;
import org.urna.server.staff.Account;

/** {@code …/decisions}: what staff and registrars do with requests for decisions. Officers' signatures come in without staff. */
final class DecisionRequestRoutes {

    private final DecisionDrafts drafts;
    private final DecisionRequests requests;

    DecisionRequestRoutes(DecisionDrafts drafts, DecisionRequests requests) {
        this.drafts = drafts;
        this.requests = requests;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "draftDecision", answering(this::draft),
                "askDecision", answering(this::ask),
                "listDecisionRequests", answering(this::list),
                "refuseDecision", answering(this::refuse),
                "withdrawDecision", answering(this::withdraw));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private Future<Void> draft(RoutingContext ctx) {
        JsonNode asked = RequestReader.json(ctx);
        StaffGate.note(ctx, "action", asked.path("action").asText());
        StaffGate.note(ctx, "reason", asked.path("reason").asText());
        return drafts.draft(ctx.pathParam("id"), asked, caller(ctx)).compose(drafted -> {
            StaffGate.note(ctx, "number", drafted.number());
            return Answers.json(ctx, 201, drafted);
        });
    }

    /** A registrar apart from the server asks; the signature says who it is. */
    private Future<Void> ask(RoutingContext ctx) {
        JsonNode asked = RequestReader.json(ctx);
        String text = asked.path("decision").asText();
        return requests.ofRegistrars()
                .ask(ctx.pathParam("id"), text, asked.path("signature").asText())
                .compose(taken -> Answers.json(ctx, taken.known() ? 200 : 201, Map.of("number", taken.number())));
    }

    private Future<Void> list(RoutingContext ctx) {
        return requests.list(ctx.pathParam("id"), caller(ctx).account()).compose(list -> Answers.json(ctx, 200, list));
    }

    private Future<Void> refuse(RoutingContext ctx) {
        Refusing why = Refusing.of(RequestReader.json(ctx).path("reason").asText());
        StaffGate.note(ctx, "reason", why.code());
        return requests.refuse(ctx.pathParam("id"), number(ctx), caller(ctx), why)
                .compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> withdraw(RoutingContext ctx) {
        return requests.withdraw(ctx.pathParam("id"), number(ctx), caller(ctx))
                .compose(done -> Answers.empty(ctx, 204));
    }

    private static long number(RoutingContext ctx) {
        return RequestReader.number(ctx.pathParam("number"));
    }

    private static RequestedBy caller(RoutingContext ctx) {
        Account account = StaffGate.signedIn(ctx).account();
        return new RequestedBy(account.id(), account.name());
    }
}
