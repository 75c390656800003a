// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.math.BigInteger;
import java.util.List;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.SecretScalar;
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

    /** What opens one contest. */
    public sealed interface Part permits Additive, Ranked {}

    /**
     * What opens an additive contest.
     *
     * @param form the contest's form
     * @param openings options, then the blank where there is one
     */
    public record Additive(AdditiveForm form, List<Opening> openings) implements Part {

        public Additive {
            openings = List.copyOf(openings);
        }
    }

    /**
     * What opens a ranked contest. Does not print.
     *
     * @param form the contest's form
     * @param plaintexts the number {@code m} of each component
     * @param randomness {@code r} of each component
     */
    public record Ranked(RankedForm form, List<BigInteger> plaintexts, List<SecretScalar> randomness) implements Part {

        public Ranked {
            plaintexts = List.copyOf(plaintexts);
            randomness = List.copyOf(randomness);
        }

        @Override
        public String toString() {
            return "Ranked[hidden]";
        }
    }

    @Override
    public String toString() {
        return "SealedBallot[hidden]";
    }
}
