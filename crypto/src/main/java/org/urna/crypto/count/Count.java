// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.util.List;

/**
 * A ranked contest, counted: every stage, so that anybody can follow it with a pencil.
 *
 * <p>All numbers have the decimals of the rule, {@code digits}, except quotas, which have their own. They are exact, but for
 * {@code stv-wig-exact-1}, whose fractions are cut there for showing (and for nothing else).
 *
 * @param rule its name
 * @param seats to fill
 * @param candidates how many there are, withdrawn ones too
 * @param ballots all that were counted; the sum of {@code valid}, {@code blank} and {@code unusable}
 * @param valid ballots with a first preference: the votes of every stage and its non-transferable ones sum to this number
 * @param blank ballots that name nobody
 * @param unusable ballots that name somebody, but give nobody who stands a first preference: withdrawn candidates only, or an
 *     uncertain first rank of a paper read from a file
 * @param withdrawn candidates passed over, ascending
 * @param elected candidates, in order of election; within a stage by votes, descending
 * @param stages in order, numbered from 1
 * @param ties every tie that decided something, in the order met
 */
public record Count(
        String rule,
        int seats,
        int candidates,
        long ballots,
        long valid,
        long blank,
        long unusable,
        List<Integer> withdrawn,
        List<Integer> elected,
        List<Stage> stages,
        List<Outcome.Tie> ties) {

    public Count {
        withdrawn = List.copyOf(withdrawn);
        elected = List.copyOf(elected);
        stages = List.copyOf(stages);
        ties = List.copyOf(ties);
    }

    /** The quota that the valid ballots gave; where a rule lets the quota fall, the stages say how far. */
    public BigDecimal quota() {
        return stages.get(0).quota();
    }

    /** What a stage does. */
    public enum Kind {
        /** First preferences are counted. */
        FIRST("first-preferences"),
        /** What a candidate has beyond the quota goes on. */
        SURPLUS("surplus"),
        /** The ballots of excluded candidates go on. */
        EXCLUSION("exclusion"),
        /** All ballots are distributed anew, as often as it takes to elect or exclude somebody (Meek). */
        ITERATION("iteration");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The published word. */
        public String code() {
            return code;
        }
    }

    /**
     * One stage, as it stands at its end.
     *
     * @param kind what it does
     * @param from candidates whose votes go on in it, ascending; empty for {@code FIRST} and {@code ITERATION}
     * @param quota that was in force at its end
     * @param votes of all candidates, by number; 0 for those excluded or withdrawn
     * @param nonTransferable votes without a next preference so far, rounding losses included
     * @param roundingLoss what of it the rule's rounding lost so far
     * @param keep the share of each ballot that each candidate keeps, by number; empty unless the rule is of Meek's kind
     * @param transfers what went on from whom to whom
     * @param elected in it, in order
     * @param excluded in it, in order
     */
    public record Stage(
            Kind kind,
            List<Integer> from,
            BigDecimal quota,
            List<BigDecimal> votes,
            BigDecimal nonTransferable,
            BigDecimal roundingLoss,
            List<BigDecimal> keep,
            List<Transfer> transfers,
            List<Integer> elected,
            List<Integer> excluded) {

        public Stage {
            from = List.copyOf(from);
            votes = List.copyOf(votes);
            keep = List.copyOf(keep);
            transfers = List.copyOf(transfers);
            elected = List.copyOf(elected);
            excluded = List.copyOf(excluded);
        }
    }

    /**
     * Ballots of one value that went on together.
     *
     * @param from the candidate who had them
     * @param to who got them; 0 if they had no next preference
     * @param papers how many
     * @param value of each, after the transfer; where they stay non-transferable inside a quota, 0
     * @param votes {@code papers} times {@code value}
     */
    public record Transfer(int from, int to, long papers, BigDecimal value, BigDecimal votes) {}
}
