// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the weights of credentials must keep to (docs/protocol.md §4, §5). */
final class WeightRules {

    /** The greatest sum that a discrete logarithm is looked for in. */
    static final long MAX_SUM = 1L << 36;

    private WeightRules() {}

    static List<Problem> problems(Manifest manifest, Map<String, Long> weightOfStyle, Set<String> weighted) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < manifest.contests().size(); i++) {
            Contest contest = manifest.contests().get(i);
            String path = "contests[" + i + "]";
            long total = 0;
            boolean ones = true;
            for (Manifest.Style style : manifest.styles()) {
                if (style.contests().contains(contest.id())) {
                    total = saturated(total, weightOfStyle.getOrDefault(style.id(), 0L));
                    ones &= !weighted.contains(style.id());
                }
            }
            if (contest instanceof AdditiveContest additive && total > MAX_SUM / Math.max(1, additive.maxPerOption())) {
                problems.add(new Problem(path, "weight-sum", "total weight times maxPerOption above 2^36"));
            }
            if (contest instanceof RankedContest && !ones) {
                problems.add(new Problem(path, "weight-ranked", "weights other than 1 are for additive contests only"));
            }
        }
        return problems;
    }

    private static long saturated(long a, long b) {
        return Math.min(MAX_SUM + 1, a + Math.min(b, MAX_SUM + 1));
    }
}
