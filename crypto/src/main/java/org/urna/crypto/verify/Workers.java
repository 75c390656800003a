// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/**
 * Runs tasks on the caller's executor, a bounded number at a time, and waits for every one of them: what a task throws, and a task that the
 * executor refuses, is a failure of the check that the task was for. Used by one thread.
 */
final class Workers {

    private record Running(Check check, CompletableFuture<Void> future) {}

    private final Executor executor;
    private final int most;
    private final Findings findings;
    private final Deque<Running> running = new ArrayDeque<>();

    Workers(Executor executor, int parallelism, Findings findings) {
        this.executor = executor;
        this.most = parallelism + 1; // one is ready for whoever is done first
        this.findings = findings;
    }

    /** Starts a task; waits first where too many are under way. */
    void run(Check check, Runnable task) {
        while (running.size() >= most) {
            join(running.remove());
        }
        try {
            running.add(new Running(check, CompletableFuture.runAsync(task, executor)));
        } catch (RuntimeException e) {
            fail(check, e);
        }
    }

    /** Starts a computation whose result {@link CompletableFuture#join} gives. */
    <T> CompletableFuture<T> compute(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, executor);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for everything that was started. */
    void join() {
        while (!running.isEmpty()) {
            join(running.remove());
        }
    }

    private void join(Running task) {
        try {
            task.future().join();
        } catch (CompletionException e) {
            fail(task.check(), e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            fail(task.check(), e);
        }
    }

    private void fail(Check check, Throwable e) {
        findings.fail(check, "the program itself failed: " + e.getClass().getSimpleName());
    }
}
