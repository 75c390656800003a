// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The weighted inclusive Gregory method: a surplus goes on from all ballots of its candidate, each at the fraction
 * surplus / votes of the value at which it was received.
 *
 * <p>The largest surplus first, one per stage, however small; only then the one candidate with the fewest votes is excluded. When
 * as many continue as there are seats left they are elected, which is looked at between stages only. Ties look back to the most
 * recent stage at which the tied differed, then to the lot.
 */
final class InclusiveGregory {

    private final Sheet sheet;
    private final Piles piles;
    private final Fraction quota;
    private final BigDecimal shownQuota;
    private final UnaryOperator<Fraction> cutValue;

    /** @param cutValue what the rule does to the value of a ballot that goes on from a surplus */
    InclusiveGregory(Sheet sheet, Fraction quota, BigDecimal shownQuota, UnaryOperator<Fraction> cutValue) {
        this.sheet = sheet;
        this.piles = sheet.firstPreferences();
        this.quota = quota;
        this.shownQuota = shownQuota;
        this.cutValue = cutValue;
    }

    Count count() {
        finishStage();
        while (!sheet.isOver()) {
            List<Integer> over = withSurplus();
            if (over.isEmpty()) {
                Transfers.exclude(sheet, piles, sheet.lowest(sheet.continuing()));
            } else {
                transferSurplus(sheet.highest(over));
            }
            finishStage();
        }
        return sheet.count();
    }

    private List<Integer> withSurplus() {
        return sheet.elected().stream()
                .filter(candidate -> sheet.votes(candidate).compareTo(quota) > 0)
                .toList();
    }

    private void transferSurplus(int candidate) {
        sheet.begin(Count.Kind.SURPLUS, List.of(candidate));
        Fraction total = sheet.votes(candidate);
        Fraction surplus = total.minus(quota);
        boolean[] available = sheet.available();
        for (Piles.Parcel parcel : piles.takeAll(candidate)) {
            Fraction value = cutValue.apply(surplus.times(parcel.value()).over(total));
            for (Piles.Sorted sorted : piles.sort(parcel.groups(), available)) {
                sheet.move(candidate, sorted, value);
                if (sorted.to() != 0) {
                    piles.give(sorted, value);
                }
            }
        }
        sheet.loseBeyond(candidate, quota, true);
    }

    private void finishStage() {
        sheet.point();
        List<Integer> reached = sheet.continuing().stream()
                .filter(candidate -> sheet.votes(candidate).compareTo(quota) >= 0)
                .toList();
        List<Integer> order = sheet.ordered(reached);
        int room = sheet.seatsLeft();
        if (order.size() > room) { // all candidates left stand exactly at an exact quota
            sheet.recordIfTied(order, room - 1, room);
        }
        order.stream().limit(room).forEach(sheet::elect);
        if (sheet.seatsLeft() > 0 && sheet.continuing().size() <= sheet.seatsLeft()) {
            sheet.electAll(sheet.continuing());
        }
        sheet.end(shownQuota);
    }
}
