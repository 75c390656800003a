// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to make of papers on which a rank is skipped or given twice. Ballots cast here never have such ranks.
 *
 * <p>A second mark for the same candidate is passed over by all: the first says more.
 */
public enum InvalidRanks {

    /** The paper has no next preference from there on; at the first rank it is invalid (ERS97 6.9, 6.10, 6.12). */
    ERS97 {
        @Override
        List<List<Integer>> settle(List<List<Integer>> ranks) {
            int usable = 0;
            while (usable < ranks.size() && ranks.get(usable).size() == 1) {
                usable++;
            }
            return ranks.subList(0, usable);
        }
    },

    /** The rank is passed over (Minneapolis). */
    MINNEAPOLIS {
        @Override
        List<List<Integer>> settle(List<List<Integer>> ranks) {
            return ranks.stream().filter(rank -> rank.size() == 1).toList();
        }
    },

    /**
     * A skipped rank is passed over; a rank given twice ends the paper only if more than one of those marked still continues
     * when it is reached (Burlington).
     */
    BURLINGTON {
        @Override
        List<List<Integer>> settle(List<List<Integer>> ranks) {
            return ranks.stream().filter(rank -> !rank.isEmpty()).toList();
        }
    };

    abstract List<List<Integer>> settle(List<List<Integer>> ranks);

    /** The word for the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The ranking that a paper gives.
     *
     * @param ranks the candidates marked at each rank, best first; empty where a rank is skipped
     * @return null if the paper has marks but no first preference
     */
    @Nullable
    Ranking rank(List<List<Integer>> ranks) {
        if (ranks.isEmpty()) {
            return Ranking.BLANK;
        }
        List<List<Integer>> usable = withoutRepeats(settle(ranks));
        return usable.isEmpty() ? null : Ranking.ofRanks(usable);
    }

    private static List<List<Integer>> withoutRepeats(List<List<Integer>> ranks) {
        BitSet seen = new BitSet();
        List<List<Integer>> result = new ArrayList<>();
        for (List<Integer> rank : ranks) {
            List<Integer> fresh = new ArrayList<>();
            for (int candidate : rank) {
                if (!seen.get(candidate)) {
                    seen.set(candidate);
                    fresh.add(candidate);
                }
            }
            if (!fresh.isEmpty()) {
                result.add(fresh);
            }
        }
        return result;
    }
}
