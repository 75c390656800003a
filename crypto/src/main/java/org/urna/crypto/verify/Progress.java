// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

/** Told how far a verification is, on the thread that runs it. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (entries, size, phase) -> {};

    /**
     * Some more entries were read.
     *
     * @param entries read so far
     * @param size entries of the log
     * @param phase how far the election was there
     */
    void at(long entries, long size, Phase phase);
}
