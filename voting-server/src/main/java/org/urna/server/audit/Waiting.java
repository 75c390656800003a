// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Waits for the database, on threads that serve nobody. */
final class Waiting {

    private Waiting() {}

    /** The result of a future, its failure as {@link IOException}. */
    static <T> T on(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException("the database does not answer: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
