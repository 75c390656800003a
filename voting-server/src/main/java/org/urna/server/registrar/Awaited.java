// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.urna.server.problem.Refusal;

/** Waits for results on the program's own thread, which serves nobody. */
final class Awaited {

    private Awaited() {}

    /**
     * The result of a future.
     *
     * @throws Refusal as the future failed with one
     * @throws IOException with any other failure as its cause
     */
    static <T extends @Nullable Object> T on(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("it could not be done: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
