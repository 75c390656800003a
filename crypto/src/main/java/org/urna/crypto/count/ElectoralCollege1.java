// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code electoral-college-1}: sections count by fixed weights, however many of their members vote ({@code docs/counting.md}).
 *
 * <p>A candidate's share is the sum over sections of weight times votes there / votes for all candidates there, divided by the sum
 * of the weights. The largest shares win, compared as exact fractions. Votes for withdrawn candidates stay in the divisor; a
 * section without any vote gives its weight to nobody.
 */
public final class ElectoralCollege1 implements CountingRule {

    /** The name by which manifests call the rule. */
    public static final String NAME = "electoral-college-1";

    ElectoralCollege1() {}

    @Override
    public String name() {
        return NAME;
    }

    /** @throws IllegalArgumentException if the totals are not given by section */
    @Override
    public Outcome count(Totals totals) {
        List<Fraction> shares = exact(totals);
        return MostVotes.fill(totals, candidate -> shares.get(candidate - 1));
    }

    /**
     * For showing: each candidate's share in percent, cut to two decimals, so that they may sum to a little less than 100.
     *
     * @throws IllegalArgumentException if the totals are not given by section
     */
    public static List<BigDecimal> percentages(Totals totals) {
        return exact(totals).stream()
                .map(share -> share.times(100).toDecimal(2))
                .toList();
    }

    private static List<Fraction> exact(Totals totals) {
        if (totals.sections().isEmpty()) {
            throw new IllegalArgumentException(NAME + " counts by section");
        }
        long weights =
                totals.sections().stream().mapToLong(Totals.Section::weight).sum();
        List<Fraction> shares = new ArrayList<>();
        for (int i = 0; i < totals.votes().size(); i++) {
            Fraction share = Fraction.ZERO;
            for (Totals.Section section : totals.sections()) {
                long all = section.votes().stream().mapToLong(Long::longValue).sum();
                if (all > 0) {
                    Fraction part = Fraction.of(section.votes().get(i)).over(Fraction.of(all));
                    share = share.plus(part.times(section.weight()));
                }
            }
            shares.add(share.over(Fraction.of(weights)));
        }
        return shares;
    }
}
