// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.List;

/**
 * What a decrypted ballot of a ranked contest turned out to be ({@code docs/protocol.md} §7). By then it is nobody's, and public.
 *
 * @param kind which of the three
 * @param candidates numbered from 1, best first; empty unless {@code kind} is {@link Kind#VALID}
 */
public record DecodedRanking(Kind kind, List<Integer> candidates) {

    /** What a ballot can be. */
    public enum Kind {
        /** Ranks at least one candidate. */
        VALID,
        /** Ranks nobody. */
        BLANK,
        /** Is not what an honest booth makes of any ranking; counts for nobody. */
        SPOILT
    }

    public static final DecodedRanking BLANK = new DecodedRanking(Kind.BLANK, List.of());

    public static final DecodedRanking SPOILT = new DecodedRanking(Kind.SPOILT, List.of());

    /** @throws IllegalArgumentException if a valid one has no candidates or another one has */
    public DecodedRanking {
        candidates = List.copyOf(candidates);
        if ((kind == Kind.VALID) == candidates.isEmpty()) {
            throw new IllegalArgumentException("valid rankings have candidates and no others do");
        }
    }

    /** A ranking of at least one candidate. */
    public static DecodedRanking valid(List<Integer> candidates) {
        return new DecodedRanking(Kind.VALID, candidates);
    }
}
