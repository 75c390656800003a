// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.WitnessRequest;

/** Sends {@code add-checkpoint} (C2SP tlog-witness). A witness is a stranger: neither a long nor a slow answer is waited for, and none is followed elsewhere. */
final class WitnessClient {

    private static final int CONNECT_MILLIS = 5_000;
    private static final long ANSWER_MILLIS = 15_000;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int MOST_DIGITS = 19;

    private final HttpClient client;

    WitnessClient(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout((int) ANSWER_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    }

    /** Asks once; never fails. */
    Future<WitnessAnswer> ask(URI witness, WitnessRequest request) {
        String address = witness + (witness.toString().endsWith("/") ? "" : "/") + "add-checkpoint";
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address)
                .setFollowRedirects(false)
                .setTimeout(ANSWER_MILLIS)
                .putHeader("Content-Type", "text/plain; charset=utf-8");
        return client.request(options)
                .compose(sent -> {
                    // Asked for before it is sent: a short answer is otherwise over before anyone listens.
                    Future<WitnessAnswer> answer =
                            sent.response().compose(response -> body(response).map(body -> read(response, body)));
                    return sent.send(Buffer.buffer(request.write())).compose(response -> answer);
                })
                .otherwise(e -> new WitnessAnswer.Refused(
                        "it does not answer (" + e.getClass().getSimpleName() + ")"));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > Note.MAX_BYTES) {
                response.request().reset();
                whole.tryFail(new IllegalStateException("too long"));
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    private static WitnessAnswer read(HttpClientResponse response, Buffer body) {
        String text = body.toString(StandardCharsets.UTF_8);
        if (response.statusCode() == OK) {
            try {
                return new WitnessAnswer.Cosigned(Note.parseSignatures(text));
            } catch (MalformedException e) {
                return new WitnessAnswer.Refused("its answer is no signature");
            }
        }
        if (response.statusCode() == CONFLICT) {
            String size = text.strip();
            if (size.matches("0|[1-9][0-9]{0," + (MOST_DIGITS - 2) + "}")) {
                return new WitnessAnswer.Conflict(Long.parseLong(size));
            }
        }
        return new WitnessAnswer.Refused("it answers " + response.statusCode());
    }
}
