// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Reads a body into memory, up to a limit; never to disk. */
final class LimitedBody {

    private LimitedBody() {}

    /** Gives the body; fails with {@code too-large} as soon as it is known to be longer than {@code limit} bytes. */
    static Future<Buffer> read(HttpServerRequest request, int limit) {
        if (announced(request) > limit) {
            return Future.failedFuture(tooLarge(limit));
        }
        goOn(request);
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                request.handler(rest -> {});
                promise.tryFail(tooLarge(limit));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> promise.tryComplete(body));
        request.exceptionHandler(promise::tryFail);
        return promise.future();
    }

    /** Throws {@code too-large} if the request announces more than {@code limit} bytes. */
    static void requireAnnounced(HttpServerRequest request, int limit) {
        if (announced(request) > limit) {
            throw tooLarge(limit);
        }
    }

    /** Tells a client that asked before sending its body to send it. */
    static void goOn(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "content-length is not a number");
        }
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(ProblemCode.TOO_LARGE, "at most " + limit + " bytes are taken here");
    }
}
