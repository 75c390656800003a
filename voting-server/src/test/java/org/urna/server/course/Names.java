// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Thousands of names, looked for in one pass over a text; each of seven characters or more. */
final class Names {

    private static final int HEAD = 7;
    private static final int PLACES = 1 << 20;

    private final BitSet heads = new BitSet(PLACES);
    private final Map<String, List<String>> byHead = new HashMap<>();

    Names(Collection<String> names) {
        for (String name : names) {
            assertThat(name).hasSizeGreaterThanOrEqualTo(HEAD);
            heads.set(place(name, 0));
            byHead.computeIfAbsent(name.substring(0, HEAD), head -> new ArrayList<>())
                    .add(name);
        }
    }

    /** Those that the text holds. */
    Set<String> in(String text) {
        Set<String> found = new HashSet<>();
        for (int i = 0; i + HEAD <= text.length(); i++) {
            if (heads.get(place(text, i))) {
                for (String name : byHead.getOrDefault(text.substring(i, i + HEAD), List.of())) {
                    if (text.startsWith(name, i)) {
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }

    private static int place(String text, int from) {
        int hash = 0;
        for (int i = from; i < from + HEAD; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ (hash >>> 12)) & (PLACES - 1);
    }
}
