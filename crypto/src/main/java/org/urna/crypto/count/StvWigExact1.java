// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

/**
 * {@code stv-wig-exact-1}: the weighted inclusive Gregory method with the quota valid ballots / (seats + 1) and exact fractions
 * throughout: nothing is rounded, so nothing is lost ({@code docs/counting.md}).
 *
 * <p>Who reaches the quota is elected. Only if all continuing candidates and one more than the seats left stand exactly at it,
 * the look-back and then the lot choose among them. Figures are shown cut to nine decimals; the count goes on with the exact ones.
 */
record StvWigExact1() implements RankedRule {

    private static final int SHOWN = 9;

    @Override
    public String name() {
        return "stv-wig-exact-1";
    }

    @Override
    public Count count(RankedInput input) {
        Sheet sheet = new Sheet(name(), input, SHOWN, LookBack.MOST_RECENT);
        Fraction quota = Fraction.of(sheet.ballots().valid()).over(Fraction.of(input.seats() + 1L));
        return new InclusiveGregory(sheet, quota, quota.toDecimal(SHOWN), value -> value).count();
    }
}
