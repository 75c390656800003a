// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.List;

/**
 * How a voter ranks the candidates of one contest. It is a secret and does not print.
 *
 * @param candidates numbered from 1 in manifest order, best first, none twice; none at all is a blank
 */
public record Preferences(List<Integer> candidates) implements Answer {

    public Preferences {
        candidates = List.copyOf(candidates);
    }

    /** These candidates, best first. */
    public static Preferences of(Integer... candidates) {
        return new Preferences(List.of(candidates));
    }

    /** No candidate: also what stands for a contest left out. */
    public static Preferences blank() {
        return new Preferences(List.of());
    }

    @Override
    public String toString() {
        return "Preferences[hidden]";
    }
}
