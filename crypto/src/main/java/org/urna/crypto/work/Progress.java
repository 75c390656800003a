// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.work;

/** Told how far a long computation is, on the thread that asked for it. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (stage, done, of) -> {};

    /**
     * A part of a stage is done.
     *
     * @param stage what is being done, a few words in English
     * @param done items done in this stage
     * @param of items of this stage
     */
    void at(String stage, long done, long of);
}
