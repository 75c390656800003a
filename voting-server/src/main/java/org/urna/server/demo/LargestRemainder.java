// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Scales figures down so that they still add up: every share is cut to a whole number, what is missing goes to the largest remainders. */
final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * Divides {@code total} in proportion to {@code weights}; of equal remainders the earlier comes first.
     *
     * @param weights not negative, not all zero unless {@code total} is 0
     */
    static List<Integer> divide(int total, List<Integer> weights) {
        long sum = weights.stream().mapToLong(Integer::longValue).sum();
        if (sum == 0) {
            if (total != 0) {
                throw new IllegalArgumentException("nothing to divide by");
            }
            return weights.stream().map(w -> 0).toList();
        }
        int[] shares = weights.stream()
                .mapToInt(w -> (int) (w.longValue() * total / sum))
                .toArray();
        int missing = total - IntStream.of(shares).sum();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -(weights.get(i).longValue() * total % sum)))
                .limit(missing)
                .forEach(i -> shares[i]++);
        return IntStream.of(shares).boxed().toList();
    }
}
