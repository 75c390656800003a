// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a test end the process between two steps of a cast, the way a crash does: nothing is flushed, closed or answered.
 *
 * <p>Set by {@code URNA_FAILPOINT=STEP} or {@code STEP:N} for the N-th time; never set outside of tests.
 */
public interface FailPoint {

    /** The steps after which a process can end. */
    enum Step {
        /** Signature and proofs hold; nothing is written. */
        VERIFIED,
        /** Everything is written in the transaction, which is not committed. */
        INSERTED,
        /** The transaction is committed, its size not signed. */
        COMMITTED,
        /** The checkpoint is signed and stored; nobody has a receipt. */
        SIGNED,
        /** The receipt is sent. */
        ANSWERED
    }

    /** Goes on always. */
    FailPoint NONE = step -> {};

    /** Called after each step. */
    void reached(Step step);

    /**
     * Ends the process where the setting says; {@link #NONE} without one.
     *
     * @throws IllegalArgumentException if it names no step
     */
    static FailPoint of(@Nullable String setting) {
        if (setting == null) {
            return NONE;
        }
        String[] parts = setting.split(":", 2);
        Step wanted = Step.valueOf(parts[0].toUpperCase(Locale.ROOT));
        AtomicInteger left = new AtomicInteger(parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
        return step -> {
            if (step == wanted && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        };
    }
}
