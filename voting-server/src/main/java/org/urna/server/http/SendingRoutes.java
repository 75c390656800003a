// SPDX-License-Identifier: Apache-2.0

package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.urna.server.delivery.DeliveryOffice;

/** {@code /elections/{id}/sending…}: how messages to members go out. */
final class SendingRoutes {

    private final DeliveryOffice office;

    SendingRoutes(DeliveryOffice office) {
        this.office = office;
    }

    /** Handlers by operationId. */
    Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getSending",
                        answering(ctx ->
                                office.desk().status(election(ctx)).compose(status -> Answers.json(ctx, 200, status))),
                "changeSending", answering(this::change),
                "sendReminders", answering(this::remind),
                "listMessageTemplates",
                        answering(ctx ->
                                office.templates().list(election(ctx)).compose(list -> Answers.json(ctx, 200, list))),
                "saveMessageTemplate", answering(this::save),
                "previewMessage", answering(this::preview));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Void>> answer) {
        return ctx -> answer.apply(ctx).onFailure(ctx::fail);
    }

    private static String election(RoutingContext ctx) {
        return ctx.pathParam("id");
    }

    private Future<Void> change(RoutingContext ctx) {
        JsonNode wanted = RequestReader.json(ctx);
        Optional<Boolean> paused =
                wanted.has("paused") ? Optional.of(wanted.path("paused").asBoolean()) : Optional.empty();
        Optional<Integer> rate =
                wanted.has("rate") ? Optional.of(wanted.path("rate").asInt()) : Optional.empty();
        paused.ifPresent(value -> StaffGate.note(ctx, "paused", value));
        rate.ifPresent(value -> StaffGate.note(ctx, "rate", value));
        return office.desk()
                .change(election(ctx), paused, rate)
                .compose(done -> office.desk().status(election(ctx)))
                .compose(status -> Answers.json(ctx, 200, status));
    }

    private Future<Void> remind(RoutingContext ctx) {
        return office.reminders().remind(election(ctx)).compose(queued -> {
            StaffGate.note(ctx, "reminders", queued);
            return Answers.json(ctx, 200, Map.of("reminders", queued));
        });
    }

    private Future<Void> save(RoutingContext ctx) {
        JsonNode template = RequestReader.json(ctx);
        String kind = ctx.pathParam("kind");
        String language = ctx.pathParam("language");
        return office.templates()
                .save(
                        election(ctx),
                        kind,
                        language,
                        template.path("subject").asText(),
                        template.path("text").asText())
                .compose(done -> Answers.empty(ctx, 204));
    }

    private Future<Void> preview(RoutingContext ctx) {
        JsonNode template = RequestReader.json(ctx);
        return office.previews()
                .of(
                        election(ctx),
                        ctx.pathParam("kind"),
                        ctx.pathParam("language"),
                        template.path("subject").asText(),
                        template.path("text").asText())
                .compose(preview -> Answers.json(ctx, 200, preview));
    }
}
