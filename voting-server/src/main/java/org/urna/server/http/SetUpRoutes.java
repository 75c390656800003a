// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.server.election.Uploads;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.setup.Rehearsals;
import org.urna.server.setup.SetUpServices;

/** The operations with which staff set an election up, and with which trustees answer invitations. */
final class SetUpRoutes {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,16})\"");

    private final SetUpServices services;
    private final Uploads uploads;

    SetUpRoutes(SetUpServices services, Uploads uploads) {
        this.services = services;
        this.uploads = uploads;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        Map<String, Handler<RoutingContext>> operations = new LinkedHashMap<>();
        operations.put(
                "listDrafts", answering(ctx -> services.setUps().list().compose(list -> Answers.json(ctx, 200, list))));
        operations.put("beginDraft", answering(this::begin));
        operations.put("readDraft", answering(this::read));
        operations.put("saveDraft", answering(this::save));
        operations.put(
                "reportOnDraft",
                answering(ctx -> services.reports().of(id(ctx)).compose(report -> Answers.json(ctx, 200, report))));
        operations.put(
                "previewDraft",
                answering(ctx -> services.previews().of(id(ctx)).compose(found -> Answers.json(ctx, 200, found))));
        operations.put("readUpload", answering(this::upload));
        operations.put("copyElection", answering(this::copy));
        operations.put("makeRehearsal", answering(this::rehearse));
        operations.put(
                "listRehearsalCodes",
                answering(ctx -> services.rehearsals().codes(id(ctx)).compose(list -> Answers.json(ctx, 200, list))));
        operations.put(
                "listInvitations",
                answering(ctx -> services.invitations().list(id(ctx)).compose(list -> Answers.json(ctx, 200, list))));
        operations.put("inviteTrustee", answering(this::invite));
        operations.put(
                "withdrawInvitation",
                answering(ctx -> services.invitations()
                        .withdraw(id(ctx), number(ctx))
                        .compose(done -> Answers.empty(ctx, 204))));
        operations.put("acceptIdentity", answering(this::accept));
        operations.put("openInvitation", answering(this::open));
        operations.put("answerInvitation", answering(this::answer));
        return operations;
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private static String id(RoutingContext ctx) {
        return ctx.pathParam("id");
    }

    private static int number(RoutingContext ctx) {
        return (int) RequestReader.number(ctx.pathParam("number"));
    }

    private static Future<Void> made(RoutingContext ctx, String election) {
        StaffGate.note(ctx, "made", election);
        return Answers.json(ctx, 201, Map.of("election", election));
    }

    private Future<Void> begin(RoutingContext ctx) {
        return services.setUps().begin(RequestReader.json(ctx)).compose(made -> made(ctx, made));
    }

    private Future<Void> read(RoutingContext ctx) {
        return services.setUps().read(id(ctx)).compose(saved -> {
            tag(ctx, saved.version());
            return Answers.json(ctx, 200, saved.draft());
        });
    }

    private Future<Void> save(RoutingContext ctx) {
        String match = ctx.request().getHeader(HttpHeaders.IF_MATCH);
        if (match == null) {
            throw new Refusal(ProblemCode.PRECONDITION_REQUIRED, "send the ETag of the draft as If-Match");
        }
        Matcher version = TAG.matcher(match);
        if (!version.matches()) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "If-Match is not an ETag of a draft");
        }
        return services.setUps()
                .save(id(ctx), Long.parseLong(version.group(1)), patch(ctx))
                .compose(saved -> {
                    StaffGate.note(ctx, "version", saved);
                    tag(ctx, saved);
                    return Answers.json(ctx, 200, Map.of("version", saved));
                });
    }

    private static JsonNode patch(RoutingContext ctx) {
        try {
            return StrictJson.read(RequestReader.bytes(ctx));
        } catch (MalformedException e) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static void tag(RoutingContext ctx, long version) {
        ctx.response().putHeader(HttpHeaders.ETAG, '"' + String.valueOf(version) + '"');
    }

    private Future<Void> upload(RoutingContext ctx) {
        return uploads.get(id(ctx), ctx.pathParam("sha256"))
                .compose(found -> Answers.bytes(ctx, 200, found.mediaType(), found.content()));
    }

    /** Who is confined to some elections can make no new one, not even of one of them. */
    private static void requireUnconfined(RoutingContext ctx) {
        if (!StaffGate.signedIn(ctx).account().elections().isEmpty()) {
            throw new Refusal(ProblemCode.FORBIDDEN, "who has some elections in their care makes no new ones");
        }
    }

    private Future<Void> copy(RoutingContext ctx) {
        requireUnconfined(ctx);
        return services.copies().of(id(ctx)).compose(made -> made(ctx, made));
    }

    private Future<Void> rehearse(RoutingContext ctx) {
        requireUnconfined(ctx);
        JsonNode body = RequestReader.json(ctx);
        Rehearsals.Plan plan = new Rehearsals.Plan(
                body.path("electors").asInt(),
                body.path("opensInMinutes").asInt(),
                body.path("openMinutes").asInt());
        return services.rehearsals().of(id(ctx), plan).compose(made -> made(ctx, made));
    }

    private Future<Void> invite(RoutingContext ctx) {
        return services.invitations()
                .invite(id(ctx), RequestReader.json(ctx).path("label").asText())
                .compose(made -> Answers.json(ctx, 201, made));
    }

    private Future<Void> accept(RoutingContext ctx) {
        String thumbprint = RequestReader.json(ctx).path("thumbprint").asText();
        return services.invitations().accept(id(ctx), number(ctx), thumbprint).compose(version -> {
            tag(ctx, version);
            return Answers.json(ctx, 200, Map.of("version", version));
        });
    }

    private Future<Void> open(RoutingContext ctx) {
        return services.invitations()
                .open(id(ctx), RequestReader.json(ctx).path("secret").asText())
                .compose(opened -> Answers.json(ctx, 200, opened));
    }

    private Future<Void> answer(RoutingContext ctx) {
        JsonNode body = RequestReader.json(ctx);
        return services.invitations()
                .answer(
                        id(ctx),
                        body.path("secret").asText(),
                        body.path("name").asText(),
                        body.path("thumbprint").asText())
                .compose(done -> Answers.empty(ctx, 204));
    }
}
