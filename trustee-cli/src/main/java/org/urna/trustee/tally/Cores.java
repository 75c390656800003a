// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.work.Progress;
import org.urna.crypto.work.Work;

/** All processors of this machine, for as long as a computation takes. */
final class Cores implements AutoCloseable {

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool = Executors.newFixedThreadPool(threads);

    /** For a computation that tells how far it is. */
    Work work(Progress progress) {
        return new Work(pool, threads, progress);
    }

    /** For a verification. */
    Resources resources(Entropy entropy) {
        return new Resources(pool, threads, entropy, org.urna.crypto.verify.Progress.NONE);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
