// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.List;

/** How ballots move in the rules that exclude one candidate at a time and give each ballot on at the value it has. */
final class Transfers {

    private Transfers() {}

    /** A stage in which the ballots of a candidate go on; the caller ends it. */
    static void exclude(Sheet sheet, Piles piles, int candidate) {
        sheet.begin(Count.Kind.EXCLUSION, List.of(candidate));
        sheet.exclude(candidate);
        boolean[] available = sheet.available();
        for (Piles.Parcel parcel : piles.takeAll(candidate)) {
            for (Piles.Sorted sorted : piles.sort(parcel.groups(), available)) {
                sheet.move(candidate, sorted, parcel.value());
                if (sorted.to() != 0) {
                    piles.give(sorted, parcel.value());
                }
            }
        }
    }
}
