// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules for ranked contests that this release knows, by the names that manifests use ({@code docs/counting.md}). */
public final class RankedRules {

    private static final SortedMap<String, RankedRule> RULES = new TreeMap<>();

    static {
        List.of(new Irv1(), new StvScotland2007(), new StvErs97(), new StvMeekNz(), new StvWigExact1())
                .forEach(rule -> RULES.put(rule.name(), rule));
    }

    private RankedRules() {}

    /** Names of the rules, ascending. */
    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(RULES.keySet()));
    }

    /** Whether {@code name} is a rule for ranked contests. */
    public static boolean knows(String name) {
        return RULES.containsKey(name);
    }

    /**
     * The rule called {@code name}.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public static RankedRule named(String name) {
        RankedRule rule = RULES.get(name);
        if (rule == null) {
            throw new IllegalArgumentException(
                    "no counting rule of that name for ranked contests; known: " + String.join(", ", names()));
        }
        return rule;
    }
}
