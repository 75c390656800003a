// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.List;

/**
 * Who is elected, and what it took to say so.
 *
 * @param elected candidates, numbered from 1, in order of election
 * @param ties every tie that decided who is elected, in the order met
 */
public record Outcome(List<Integer> elected, List<Tie> ties) {

    public Outcome {
        elected = List.copyOf(elected);
        ties = List.copyOf(ties);
    }

    /**
     * Candidates that the votes do not tell apart where a rule has to.
     *
     * @param stage stage of the count, from 1
     * @param candidates all who tied, ascending
     * @param settledBy {@code "lot"}, or {@code "look-back"} to earlier stages
     * @param first the candidate placed first among them
     */
    public record Tie(int stage, List<Integer> candidates, String settledBy, int first) {

        public Tie {
            candidates = List.copyOf(candidates);
        }
    }
}
