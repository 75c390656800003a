// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.List;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.record.Ballot;

/**
 * A ballot together with what opens it, as only the voter's own device has it. Does not print.
 *
 * @param ballot what can be cast
 * @param openings one per contest, in the ballot's order
 */
public record SealedBallot(Ballot ballot, List<Part> openings) {

    public SealedBallot {
        openings = List.copyOf(openings);
    }

    /**
     * What opens one contest.
     *
     * @param form the contest's form
     * @param openings options, then the blank where there is one
     */
    public record Part(AdditiveForm form, List<Opening> openings) {

        public Part {
            openings = List.copyOf(openings);
        }
    }

    @Override
    public String toString() {
        return "SealedBallot[hidden]";
    }
}
