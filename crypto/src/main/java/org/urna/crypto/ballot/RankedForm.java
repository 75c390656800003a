// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import org.urna.crypto.record.RankedContest;

/**
 * The form of a ranked contest ({@code docs/protocol.md} §7).
 *
 * @param contest manifest id
 * @param code how its rankings are encoded
 */
public record RankedForm(String contest, RankingCode code) implements ContestForm {

    /** The form of a contest with so many candidates of whom a ballot may rank at most {@code maxRanks}. */
    public RankedForm(String contest, int candidates, int maxRanks) {
        this(contest, new RankingCode(candidates, maxRanks));
    }

    static RankedForm of(RankedContest contest) {
        return new RankedForm(contest.id(), RankingCode.of(contest));
    }

    /** Number of ciphertexts that a ranking takes. */
    public int components() {
        return code.components();
    }

    /** The text by which proofs are bound to a ciphertext: {@code component:k}, from 1. */
    static String place(int index) {
        return "component:" + (index + 1);
    }
}
