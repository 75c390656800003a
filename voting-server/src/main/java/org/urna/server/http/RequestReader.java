// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.ValidatableRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/**
 * Reads a request: authority first, then media type, size, body, strict JSON; then hands over to the validator. Nothing of a body is read for
 * somebody who may not send it.
 *
 * <p>Handlers get the body by {@link #bytes} or {@link #json}.
 */
final class RequestReader implements RequestExtractor {

    private static final String BYTES = "urna.body";
    private static final String TREE = "urna.json";
    private static final String LIMIT = "urna.limit";

    /** A large file over a slow line takes its time; a line on which nothing moves is closed by the idle time-out. */
    private static final Duration STAGED = Duration.ofMinutes(20);

    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}");

    private final Map<String, OpenApiDocument.Operation> operations;
    private final StaffGate staff;

    RequestReader(OpenApiDocument document, StaffGate staff) {
        this.operations = document.operations();
        this.staff = staff;
    }

    /** The body as it was sent. */
    static byte[] bytes(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.<Buffer>get(BYTES)).getBytes();
    }

    /** The body as strictly read JSON; only where the operation takes {@code application/json}. */
    static JsonNode json(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.<JsonNode>get(TREE));
    }

    /** The media type of the body, without parameters, lower case; empty if none is said. */
    static String mediaType(RoutingContext ctx) {
        String header = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** A whole number of an address, written plainly: the validator takes {@code 1e3} for one too. */
    static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "a whole number is written in at most 16 digits");
        }
        return Long.parseLong(text);
    }

    @Override
    public Future<ValidatableRequest> extractValidatableRequest(RoutingContext ctx, Operation contract) {
        return read(ctx, Objects.requireNonNull(operations.get(contract.getOperationId())))
                .compose(body -> RequestUtils.extract(
                        new PlainQuery(ctx.request()), contract, () -> Future.succeededFuture(body)));
    }

    /**
     * Reads a request that has nothing to validate but the election in its address. The validator copies every schema of the description for every
     * request: of the work for a ballot that was more than a tenth.
     */
    Handler<RoutingContext> withoutValidator(String operationId) {
        OpenApiDocument.Operation operation = Objects.requireNonNull(operations.get(operationId));
        return ctx -> {
            if (!ELECTION.matcher(String.valueOf(ctx.pathParam("id"))).matches()) {
                ctx.fail(new Refusal(ProblemCode.REQUEST_INVALID, "an election is named by 32 hexadecimal digits"));
                return;
            }
            read(ctx, operation).onSuccess(body -> ctx.next()).onFailure(ctx::fail);
        };
    }

    private Future<Buffer> read(RoutingContext ctx, OpenApiDocument.Operation operation) {
        AccessLog.name(ctx, operation.id());
        // What arrives while we ask who it is from must not be lost.
        ctx.request().pause();
        return admit(ctx, operation)
                .compose(admitted -> {
                    checkMediaType(ctx, operation.mediaTypes());
                    return operation.staged() ? awaiting(ctx, operation.maxBytes()) : body(ctx, operation.maxBytes());
                })
                .onFailure(refused -> ctx.request().resume())
                .map(body -> {
                    ctx.put(BYTES, body);
                    if (operation.json()) {
                        ctx.put(TREE, parse(body));
                    }
                    return body;
                });
    }

    private Future<Void> admit(RoutingContext ctx, OpenApiDocument.Operation operation) {
        try {
            return staff.admit(ctx, operation);
        } catch (Refusal e) {
            return Future.failedFuture(e);
        }
    }

    private static Future<Buffer> body(RoutingContext ctx, int maxBytes) {
        Future<Buffer> body = LimitedBody.read(ctx.request(), maxBytes);
        ctx.request().resume();
        return body;
    }

    /** The body waits, unread, until the handler takes it. */
    private static Future<Buffer> awaiting(RoutingContext ctx, int maxBytes) {
        LimitedBody.requireAnnounced(ctx.request(), maxBytes);
        ConnectionGuard.extend(ctx, STAGED);
        ctx.put(LIMIT, maxBytes);
        return Future.succeededFuture(Buffer.buffer());
    }

    /** Writes the body of an operation that stages it into a new file; fails with {@code too-large}. */
    static Future<Void> stage(RoutingContext ctx, Path file) {
        return StagedBody.write(ctx.vertx(), ctx.request(), file, Objects.requireNonNull(ctx.<Integer>get(LIMIT)));
    }

    private static void checkMediaType(RoutingContext ctx, Set<String> allowed) {
        String type = mediaType(ctx);
        if (!allowed.isEmpty() && !allowed.contains(type)) {
            throw new Refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "this address takes " + String.join(" or ", allowed));
        }
    }

    private static JsonNode parse(Buffer body) {
        try {
            return StrictJson.read(body.getBytes());
        } catch (MalformedException e) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, String.valueOf(e.getMessage()));
        }
    }
}
