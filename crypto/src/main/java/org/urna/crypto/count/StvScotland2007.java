// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

/**
 * {@code stv-scotland-2007}: the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52
 * ({@code docs/counting.md}).
 *
 * <p>Quota: the whole part of valid ballots / (seats + 1), plus 1. The value of a ballot that goes on from a surplus is cut to five
 * decimals; what that loses is counted as non-transferable.
 */
record StvScotland2007() implements RankedRule {

    private static final int DIGITS = 5;

    @Override
    public String name() {
        return "stv-scotland-2007";
    }

    @Override
    public Count count(RankedInput input) {
        Sheet sheet = new Sheet(name(), input, DIGITS, LookBack.MOST_RECENT);
        Fraction quota = Fraction.of(sheet.ballots().valid() / (input.seats() + 1L) + 1);
        return new InclusiveGregory(sheet, quota, quota.toDecimal(0), value -> value.cut(DIGITS)).count();
    }
}
