// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ballots that count: those with a first preference among the candidates who stand.
 *
 * @param rankings different ones, ascending
 * @param papers how many of each
 * @param valid all of them
 * @param blank ballots that name nobody
 * @param unusable ballots that name somebody, but have no first preference
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ballots(Ranking[] rankings, long[] papers, long valid, long blank, long unusable) {

    static Ballots of(RankedInput input, boolean[] standing) {
        List<Ranking> rankings = new ArrayList<>();
        List<Long> papers = new ArrayList<>();
        long valid = 0;
        long blank = 0;
        long unusable = 0;
        for (Map.Entry<Ranking, Long> group : input.ballots().entrySet()) {
            long number = group.getValue();
            if (group.getKey().isBlank()) {
                blank += number;
            } else if (group.getKey().next(0, standing) == Ranking.NONE) {
                unusable += number;
            } else {
                rankings.add(group.getKey());
                papers.add(number);
                valid += number;
            }
        }
        return new Ballots(
                rankings.toArray(Ranking[]::new),
                papers.stream().mapToLong(Long::longValue).toArray(),
                valid,
                blank,
                unusable);
    }

    long all() {
        return valid + blank + unusable;
    }
}
