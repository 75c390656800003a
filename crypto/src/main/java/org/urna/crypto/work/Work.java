// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * What a long computation may use.
 *
 * @param executor runs parts of it; must run every task that it accepts, and not on the thread that waits for them unless it runs each at once
 * @param parallelism tasks that it can run at once, at least 1; bounds the memory used
 * @param progress is told how far the computation is
 */
public record Work(Executor executor, int parallelism, Progress progress) {

    public Work {
        if (parallelism < 1) {
            throw new IllegalArgumentException("at least one task can run at once");
        }
    }

    /** Only the calling thread. */
    public static Work ofCaller() {
        return new Work(Runnable::run, 1, Progress.NONE);
    }

    /** A part of a computation over the items from {@code from} to {@code to - 1}. */
    @FunctionalInterface
    public interface Part<T> {
        T compute(int from, int to);
    }

    /**
     * Cuts {@code count} items into parts of at most {@code size}, computes them, no more than {@link #parallelism} at a time, and waits
     * for all of them.
     *
     * @return the results in the order of the items; what a part throws is thrown here
     */
    public <T> List<T> split(String stage, int count, int size, Part<T> part) {
        List<T> results = new ArrayList<>();
        Deque<CompletableFuture<T>> running = new ArrayDeque<>();
        try {
            for (int from = 0; from < count; from += size) {
                if (running.size() >= parallelism) {
                    results.add(join(running.remove()));
                    progress.at(stage, (long) results.size() * size, count);
                }
                int begin = from;
                int end = Math.min(count, from + size);
                running.add(CompletableFuture.supplyAsync(() -> part.compute(begin, end), executor));
            }
            while (!running.isEmpty()) {
                results.add(join(running.remove()));
                progress.at(stage, Math.min(count, (long) results.size() * size), count);
            }
        } finally {
            running.forEach(future -> future.exceptionally(e -> null).join());
        }
        return results;
    }

    /** As {@link #split}, for parts that give nothing back. */
    public void each(String stage, int count, int size, Span span) {
        List<Boolean> unused = split(stage, count, size, (from, to) -> {
            span.run(from, to);
            return true;
        });
    }

    /** Work on the items from {@code from} to {@code to - 1}. */
    @FunctionalInterface
    public interface Span {
        void run(int from, int to);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
