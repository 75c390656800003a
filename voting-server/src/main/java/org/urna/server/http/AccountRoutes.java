// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.server.json.StrictJson;
import org.urna.server.staff.Account;
import org.urna.server.staff.Accounts;
import org.urna.server.staff.Role;

/** {@code /staff/accounts}: what an administrator does with accounts. */
final class AccountRoutes {

    private final Accounts accounts;
    private final URI publicUrl;

    AccountRoutes(Accounts accounts, URI publicUrl) {
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listAccounts", ctx -> list(ctx).onFailure(ctx::fail),
                "inviteAccount", ctx -> invite(ctx).onFailure(ctx::fail),
                "changeAccount", ctx -> change(ctx).onFailure(ctx::fail),
                "renewAccount", ctx -> renew(ctx).onFailure(ctx::fail),
                "signOutAccount", ctx -> signOut(ctx).onFailure(ctx::fail));
    }

    /** An account as the API describes it. */
    static ObjectNode described(Account account) {
        ObjectNode answer = StrictJson.object();
        answer.put("id", account.id()).put("email", account.email()).put("name", account.name());
        ArrayNode roles = answer.putArray("roles");
        account.roles().stream().sorted().map(Role::code).forEach(roles::add);
        answer.set("elections", StrictJson.tree(account.elections()));
        answer.put("state", account.state().code())
                .put("created", account.created().toString());
        if (account.signedIn() != null) {
            answer.put("signedIn", account.signedIn().toString());
        }
        return answer;
    }

    /** The address that holds a link's secret, where no server sees it. */
    static String link(URI publicUrl, String secret) {
        return publicUrl + "/staff/#/enrol/" + secret;
    }

    private Future<Void> list(RoutingContext ctx) {
        return accounts.list()
                .compose(list -> Answers.json(
                        ctx, 200, list.stream().map(AccountRoutes::described).toList()));
    }

    private Future<Void> invite(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        Set<Role> roles = roles(body.path("roles"));
        StaffGate.note(ctx, "roles", roles.stream().sorted().map(Role::code).toList());
        return accounts.invite(
                        body.path("email").asText(), body.path("name").asText(), roles, texts(body.path("elections")))
                .compose(invited -> invited(ctx, invited));
    }

    private Future<Void> change(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        @Nullable Set<Role> roles = body.has("roles") ? roles(body.path("roles")) : null;
        if (roles != null) {
            StaffGate.note(ctx, "roles", roles.stream().sorted().map(Role::code).toList());
        }
        for (String named : List.of("active", "elections")) {
            if (body.has(named)) {
                StaffGate.note(ctx, named, body.path(named));
            }
        }
        Accounts.Change change = new Accounts.Change(
                body.has("name") ? body.path("name").asText() : null,
                roles,
                body.has("elections") ? texts(body.path("elections")) : null,
                body.has("active") ? body.path("active").asBoolean() : null);
        return accounts.change(ctx.pathParam("account"), change).compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> renew(RoutingContext ctx) {
        return accounts.renew(ctx.pathParam("account")).compose(renewed -> invited(ctx, renewed));
    }

    private Future<Void> signOut(RoutingContext ctx) {
        return accounts.signOut(ctx.pathParam("account")).compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> invited(RoutingContext ctx, Accounts.Invited invited) {
        StaffGate.note(ctx, "account", invited.account());
        return Answers.json(ctx, 201, Map.of("account", invited.account(), "link", link(publicUrl, invited.secret())));
    }

    private static Set<Role> roles(JsonNode list) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        texts(list).forEach(code -> roles.add(Role.of(code)));
        return roles;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
