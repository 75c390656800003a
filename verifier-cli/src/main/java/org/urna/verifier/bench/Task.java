// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is measured, by the names of the rows, with the goal in units of one ECDSA verification where there is one. */
public enum Task {
    VERIFY_BALLOT_5(3),
    VERIFY_BALLOT_40(20),
    CHECK_BALLOT_5(12),
    ENCRYPT_BALLOT_5(60),
    SHUFFLE_PROVE(5),
    SHUFFLE_VERIFY(1),
    MAKE_ELECTION(0),
    VERIFY_ELECTION(0);

    private final int goal;

    Task(int goal) {
        this.goal = goal;
    }

    /** The name of the row. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** At most so many units. */
    Optional<Integer> goal() {
        return goal == 0 ? Optional.empty() : Optional.of(goal);
    }

    /**
     * The work with this name.
     *
     * @throws IllegalArgumentException if there is none; the message names all
     */
    public static Task named(String id) {
        return Stream.of(values())
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such row; there are " + String.join(", ", ids())));
    }

    private static List<String> ids() {
        return Stream.of(values()).map(Task::id).toList();
    }
}
