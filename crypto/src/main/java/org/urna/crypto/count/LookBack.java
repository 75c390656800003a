// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Where a rule looks for a difference between candidates who are tied now. */
enum LookBack {
    /** The earliest point of the count at which they differed (ERS97; ahead at first difference). */
    FIRST,
    /** The most recent one (Scotland). */
    MOST_RECENT;

    /**
     * Orders by the points of the count, the better placed first, equal only if they never differed.
     *
     * <p>Of several candidates it looks at the first point in question at which not all are equal, and goes on with those who are
     * equal there.
     *
     * @param points votes by candidate at each point, the earliest first
     */
    Comparator<Integer> over(List<List<Fraction>> points) {
        List<List<Fraction>> order = new ArrayList<>(points);
        if (this == MOST_RECENT) {
            Collections.reverse(order);
        }
        return (a, b) -> {
            for (List<Fraction> point : order) {
                int difference = point.get(b).compareTo(point.get(a));
                if (difference != 0) {
                    return difference;
                }
            }
            return 0;
        };
    }
}
