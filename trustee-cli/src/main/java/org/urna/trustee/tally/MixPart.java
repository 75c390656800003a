// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.tally;

/**
 * What is mixed on its own: a ranked contest, or one section of it.
 *
 * @param contest manifest id
 * @param section manifest id, empty where the contest is mixed undivided
 */
public record MixPart(String contest, String section) {

    /** For people. */
    @Override
    public String toString() {
        return contest + (section.isEmpty() ? "" : ", section " + section);
    }
}
