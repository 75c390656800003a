// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/** Writes a body into a file that only the server may read, as fast as the disk takes it, up to a limit. */
final class StagedBody {

    private StagedBody() {}

    /**
     * Writes the body of a request that was paused before any of it was read.
     *
     * @param file must not exist
     * @return fails with {@code too-large} as soon as there are more than {@code limit} bytes; the file is left to the caller
     */
    static Future<Void> write(Vertx vertx, HttpServerRequest request, Path file, int limit) {
        OpenOptions options = new OpenOptions()
                .setCreateNew(true)
                .setWrite(true)
                .setRead(false)
                .setPerms("rw-------");
        return vertx.fileSystem()
                .open(file.toString(), options)
                .compose(open -> copy(request, open, limit).eventually(open::close));
    }

    private static Future<Void> copy(HttpServerRequest request, AsyncFile file, int limit) {
        Promise<Void> done = Promise.promise();
        long[] written = {0};
        request.handler(chunk -> {
            written[0] += chunk.length();
            if (written[0] > limit) {
                request.handler(rest -> {});
                done.tryFail(LimitedBody.tooLarge(limit));
                return;
            }
            file.write(chunk).onFailure(done::tryFail);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(drained -> request.resume());
            }
        });
        request.endHandler(end -> file.flush().onComplete(flushed -> done.tryComplete()));
        request.exceptionHandler(done::tryFail);
        LimitedBody.goOn(request);
        request.resume();
        return done.future();
    }
}
