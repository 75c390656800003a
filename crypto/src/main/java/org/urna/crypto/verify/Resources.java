// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.concurrent.Executor;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.work.Work;

/**
 * What a verification may use.
 *
 * @param executor runs the work on ballots; must run every task that it accepts
 * @param parallelism tasks that it can run at once, at least 1; bounds the memory used
 * @param entropy for the weights of batched equations
 * @param progress is told how far the verification is
 */
public record Resources(Executor executor, int parallelism, Entropy entropy, Progress progress) {

    public Resources {
        if (parallelism < 1) {
            throw new IllegalArgumentException("at least one task can run at once");
        }
    }

    /** The same for the parts of a long computation, which tell nobody how far they are. */
    public Work work() {
        return new Work(executor, parallelism, org.urna.crypto.work.Progress.NONE);
    }

    /** Only the calling thread. */
    public static Resources ofCaller() {
        return new Resources(Runnable::run, 1, Entropy.secure(), Progress.NONE);
    }
}
