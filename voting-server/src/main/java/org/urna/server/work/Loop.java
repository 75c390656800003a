// SPDX-License-Identifier: Apache-2.0
package org.urna.server.work;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats a step as often as it asks for, without a chain of futures that grows with it: futures each of which waits for the next one are
 * completed one within the other, and the stack is used up after some thousands.
 */
public final class Loop {

    private Loop() {}

    /**
     * Runs {@code step} until it gives false.
     *
     * @param step must end on another turn of its event loop or thread
     */
    public static Future<Void> whilst(Supplier<Future<Boolean>> step) {
        Promise<Void> done = Promise.promise();
        next(step, done);
        return done.future();
    }

    /**
     * Goes from one place to the next until there is none.
     *
     * @param step gives the place after the one that it gets; must end on another turn of its event loop or thread
     */
    public static <P> Future<Void> from(P first, Function<P, Future<Optional<P>>> step) {
        AtomicReference<P> place = new AtomicReference<>(first);
        return whilst(() -> step.apply(place.get()).map(next -> {
            next.ifPresent(place::set);
            return next.isPresent();
        }));
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
