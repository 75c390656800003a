// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.List;

/**
 * {@code irv-1}, the alternative vote ({@code docs/counting.md}): the lowest is excluded until one has more than half of the
 * votes in play. Ballots always move at full value.
 *
 * <p>Ties look back to the most recent stage at which the tied differed, then to the lot. Of two left with equal votes the one
 * placed first is elected, without a further stage.
 */
record Irv1() implements RankedRule {

    @Override
    public String name() {
        return "irv-1";
    }

    @Override
    public Count count(RankedInput input) {
        if (input.seats() != 1) {
            throw new IllegalArgumentException("irv-1 fills one seat, no more");
        }
        Sheet sheet = new Sheet(name(), input, 0, LookBack.MOST_RECENT);
        Piles piles = sheet.firstPreferences();
        finishStage(sheet);
        while (!sheet.isOver()) {
            int loser = sheet.lowest(sheet.continuing());
            Transfers.exclude(sheet, piles, loser);
            finishStage(sheet);
        }
        return sheet.count();
    }

    private static void finishStage(Sheet sheet) {
        sheet.point();
        Fraction inPlay = Fraction.of(sheet.ballots().valid()).minus(sheet.nonTransferable());
        List<Integer> order = sheet.ordered(sheet.continuing());
        if (!order.isEmpty()) {
            boolean majority = sheet.votes(order.get(0)).times(2).compareTo(inPlay) > 0;
            if (order.size() == 2 && !majority) {
                sheet.recordIfTied(order, 0, 1);
            }
            if (order.size() <= 2 || majority) {
                sheet.elect(order.get(0));
            }
        }
        Fraction half = inPlay.over(Fraction.of(2)).cut(0);
        sheet.end(half.plus(Fraction.ONE).toDecimal(0));
    }
}
