// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * The outcome of checking well-formed data. Malformed data never gets this far: see {@link MalformedException}.
 *
 * <p>There are two outcomes only. A check that did not run has no verdict, and whoever reports must say so.
 */
@CheckReturnValue
public sealed interface Verdict {

    /** The data is what it claims to be. */
    record Accepted() implements Verdict {
        private static final Accepted INSTANCE = new Accepted();
    }

    /**
     * The data is not what it claims to be.
     *
     * @param check identifier of the check that failed, stable across releases
     * @param reason one sentence for a human, without secrets
     */
    record Rejected(String check, String reason) implements Verdict {}

    /** The verdict on data that passed. */
    static Verdict accept() {
        return Accepted.INSTANCE;
    }

    /** The verdict on data that failed {@code check} for {@code reason}. */
    static Verdict reject(String check, String reason) {
        return new Rejected(check, reason);
    }

    /** The same verdict, where a rejection is to bear the name of the check that the data was made for. */
    default Verdict as(String check) {
        return this instanceof Rejected rejected ? new Rejected(check, rejected.reason()) : this;
    }

    /** Whether the data passed. */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }
}
