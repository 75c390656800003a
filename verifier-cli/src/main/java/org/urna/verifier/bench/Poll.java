// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.ballot.AdditiveForm;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Texts;

/**
 * The contest that is measured: at most one vote, at most one for an option, none at all allowed, no blank mark.
 *
 * @param options to choose from
 */
record Poll(int options) {

    static final String CONTEST = "leader";

    /** What an option's ciphertext, and the sum of all, may hold. */
    static final List<Long> VALUES = List.of(0L, 1L);

    AdditiveForm form() {
        return new AdditiveForm(CONTEST, options, 0, 1, 1, false);
    }

    List<ContestForm> style() {
        return List.of(form());
    }

    AdditiveContest contest() {
        return new AdditiveContest(
                new Contest.Terms(
                        CONTEST, Texts.of("en", "Leader"), null, "plurality-1", 1, null, Contest.Order.FIXED, false),
                IntStream.rangeClosed(1, options)
                        .mapToObj(i -> Candidate.of(Texts.of("en", "Candidate " + i)))
                        .toList(),
                0,
                1,
                1,
                false);
    }

    /** What voter number {@code index} chooses, from 1; 0 for nobody. Early options get more. */
    int choice(long index) {
        int draw = (int) Math.floorMod((index * 0x9e3779b97f4a7c15L) >>> 40, 100L);
        if (draw == 0) {
            return 0;
        }
        return draw < 56 ? 1 : 2 + draw % (options - 1);
    }
}
