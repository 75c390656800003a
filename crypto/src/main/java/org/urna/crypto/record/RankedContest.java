// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.math.BigInteger;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * A contest whose ballots are rankings, mixed and then decrypted one by one.
 *
 * @param candidates in manifest order
 * @param maxRanks the most ranks a ballot may give
 */
public record RankedContest(Terms terms, List<Candidate> candidates, int maxRanks) implements Contest {

    static final String KIND = "ranked";

    /** Plaintexts stay below this: a point's x coordinate must hold one and a counter of 8 bits. */
    private static final BigInteger MAX_PLAINTEXT = BigInteger.ONE.shiftLeft(240);

    public RankedContest {
        candidates = List.copyOf(candidates);
    }

    static RankedContest rest(Terms terms, Members<RankedContest> o) throws MalformedException {
        return new RankedContest(
                terms,
                o.member("candidates", Form.list(Candidate.FORM), RankedContest::candidates),
                o.member("maxRanks", Forms.INT, RankedContest::maxRanks));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Width {@code w} of the contest: the ciphertexts of one ballot. */
    public int components() {
        return components(candidates.size(), maxRanks);
    }

    /**
     * The least number {@code w} for which {@code (n+1)^⌈maxRanks/w⌉ ≤ 2^240} (docs/protocol.md §7).
     *
     * @param n number of candidates
     */
    public static int components(int n, int maxRanks) {
        int width = 1;
        while (width < maxRanks && !fits(n, (maxRanks + width - 1) / width)) {
            width++;
        }
        return width;
    }

    private static boolean fits(int n, int ranks) {
        return ranks <= 240 && BigInteger.valueOf(n + 1L).pow(ranks).compareTo(MAX_PLAINTEXT) <= 0;
    }
}
