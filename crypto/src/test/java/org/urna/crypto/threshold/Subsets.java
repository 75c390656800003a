// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All sets of {@code size} trustees out of {@code n}. */
final class Subsets {

    private Subsets() {}

    static List<Set<Integer>> of(int n, int size) {
        return IntStream.range(0, 1 << n)
                .filter(bits -> Integer.bitCount(bits) == size)
                .mapToObj(bits -> IntStream.rangeClosed(1, n)
                        .filter(i -> (bits >> (i - 1) & 1) == 1)
                        .boxed()
                        .collect(Collectors.toSet()))
                .toList();
    }
}
