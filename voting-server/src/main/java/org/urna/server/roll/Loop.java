// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Repeats a step as often as it asks for, without a chain of futures that grows with it. */
final class Loop {

    private Loop() {}

    /**
     * Runs {@code step} until it gives false.
     *
     * @param step must end on another turn of its event loop or thread
     */
    static Future<Void> whilst(Supplier<Future<Boolean>> step) {
        Promise<Void> done = Promise.promise();
        next(step, done);
        return done.future();
    }

    private static void next(Supplier<Future<Boolean>> step, Promise<Void> done) {
        Future.succeededFuture().compose(start -> step.get()).onComplete(more -> {
            if (more.failed()) {
                done.fail(more.cause());
            } else if (more.result()) {
                next(step, done);
            } else {
                done.complete();
            }
        });
    }
}
