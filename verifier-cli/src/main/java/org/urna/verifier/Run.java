// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Progress;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.show.ProgressOnTerminal;

/** Runs a verification on all processors, with progress on the error stream. */
final class Run {

    /** What is run with an executor that ends with it. */
    @FunctionalInterface
    interface Job<T> {
        T on(Resources resources) throws Exception;
    }

    private Run() {}

    static Verified verify(Board board, Anchors anchors, PrintWriter err) throws Exception {
        try (ProgressOnTerminal progress = new ProgressOnTerminal(err, isTerminal())) {
            return with(progress, resources -> Verification.run(board, anchors, resources));
        }
    }

    /** From JDK 22 on there is a console everywhere, and the bar is shown in files too. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }

    static <T> T with(Progress progress, Job<T> job) throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(processors);
        try {
            return job.on(new Resources(executor, processors, Entropy.secure(), progress));
        } finally {
            executor.shutdownNow();
        }
    }
}
