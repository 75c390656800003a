// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import org.urna.crypto.record.RankedContest;

/**
 * The form of a ranked contest ({@code docs/protocol.md} §7).
 *
 * @param contest manifest id
 * @param components number of ciphertexts that a ranking takes
 */
public record RankedForm(String contest, int components) implements ContestForm {

    static RankedForm of(RankedContest contest) {
        return new RankedForm(contest.id(), contest.components());
    }
}
