// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules for additive contests that this release knows, by the names that manifests use. */
public final class CountingRules {

    /** One vote each: the most votes win. */
    public static final CountingRule PLURALITY_1 = new MostVotes("plurality-1");

    /** Several votes each: the most votes win. */
    public static final CountingRule BLOCK_1 = new MostVotes("block-1");

    /** Sections by fixed weights: the largest shares win. */
    public static final CountingRule ELECTORAL_COLLEGE_1 = new ElectoralCollege1();

    private static final SortedMap<String, CountingRule> ADDITIVE = new TreeMap<>(Map.of(
            PLURALITY_1.name(), PLURALITY_1, BLOCK_1.name(), BLOCK_1, ELECTORAL_COLLEGE_1.name(), ELECTORAL_COLLEGE_1));

    private CountingRules() {}

    /** Names of the rules for additive contests, ascending. */
    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(ADDITIVE.keySet()));
    }

    /** Whether {@code name} is a rule for additive contests. */
    public static boolean knows(String name) {
        return ADDITIVE.containsKey(name);
    }

    /**
     * The rule called {@code name}.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public static CountingRule named(String name) {
        CountingRule rule = ADDITIVE.get(name);
        if (rule == null) {
            throw new IllegalArgumentException(
                    "no counting rule of that name for additive contests; known: " + String.join(", ", names()));
        }
        return rule;
    }
}
