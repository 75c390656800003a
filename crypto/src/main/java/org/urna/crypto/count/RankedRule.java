// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

/** A rule that counts rankings. Implementations are pure and exact: the same input gives the same count, for ever. */
public interface RankedRule {

    /** The name and version by which manifests call the rule, such as {@code irv-1}. */
    String name();

    /**
     * Counts.
     *
     * @throws IllegalArgumentException if the rule cannot fill that number of seats
     */
    Count count(RankedInput input);
}
