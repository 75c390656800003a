// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What was measured on one kind of database.
 *
 * @param name {@code casts-sqlite} or {@code casts-postgresql}
 * @param phases every stretch of load, in order
 * @param ballots cast, each with a receipt, and verified with the whole election
 */
record Row(String name, List<Phase> phases, int ballots) {

    static final String SQLITE = "casts-sqlite";
    static final String POSTGRESQL = "casts-postgresql";

    Row {
        phases = List.copyOf(phases);
    }

    /** The stretch with the most receipts a second among those that looked for it. */
    Phase peak() {
        return phases.stream()
                .filter(phase -> phase.name().equals(LoadCommand.RISING))
                .max(Comparator.comparingDouble(Phase::perSecond))
                .orElseThrow();
    }

    /** Whether there were ballots enough for all stretches: without, nothing is said of any goal. */
    boolean whole() {
        return phases.stream().allMatch(Phase::whole);
    }

    Phase half() {
        return named(LoadCommand.HALF);
    }

    Phase overload() {
        return named(LoadCommand.OVERLOAD);
    }

    private Phase named(String name) {
        return phases.stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
