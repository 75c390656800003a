// SPDX-License-Identifier: Apache-2.0
package org.urna.server.work;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs proofs on worker threads, and refuses work when too much is waiting.
 *
 * <p>Vert.x queues worker tasks without limit, so the limit is kept here. Safe for concurrent use.
 */
public final class CryptoPool {

    private static final long WARN_AFTER_SECONDS = 60;

    private final WorkerExecutor workers;
    private final int limit;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * Starts the threads.
     *
     * @param name of the threads; two pools of one name would share them
     * @param threads how many tasks run at once
     * @param limit how many tasks may run or wait
     */
    public CryptoPool(Vertx vertx, String name, int threads, int limit) {
        this.workers = vertx.createSharedWorkerExecutor(name, threads, WARN_AFTER_SECONDS, TimeUnit.SECONDS);
        this.limit = limit;
    }

    /** Runs {@code task}, or fails at once with {@link OverloadedException}. */
    public <T> Future<T> run(Callable<T> task) {
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            return Future.failedFuture(new OverloadedException());
        }
        return workers.executeBlocking(task, false).onComplete(done -> inFlight.decrementAndGet());
    }

    /** Tasks that run or wait. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Ends the threads once they are idle. */
    public Future<Void> close() {
        return workers.close();
    }
}
