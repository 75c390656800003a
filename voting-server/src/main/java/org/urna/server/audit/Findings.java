// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a look at one election's rows found: per check, how many items were looked at and what is wrong with them. */
public final class Findings {

    /** More would only hide the first. */
    private static final int MOST_KEPT = 20;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** One line of the table. */
    public static final class Row {

        private long items;
        private long faults;
        private final List<String> kept = new ArrayList<>();

        /** How many items were looked at. */
        public long items() {
            return items;
        }

        /** How many things are wrong. */
        public long faults() {
            return faults;
        }

        /** The first of them. */
        public List<String> kept() {
            return List.copyOf(kept);
        }
    }

    Findings(String... checks) {
        for (String check : checks) {
            rows.put(check, new Row());
        }
    }

    /** Notes that one more item was looked at, and whether it is as it must be. */
    void check(String check, boolean holds, String fault) {
        Row row = row(check);
        row.items++;
        if (!holds) {
            row.faults++;
            if (row.kept.size() < MOST_KEPT) {
                row.kept.add(fault);
            }
        }
    }

    private Row row(String check) {
        Row row = rows.get(check);
        if (row == null) {
            throw new IllegalArgumentException("no check " + check);
        }
        return row;
    }

    /** By name, in the order in which they were made. */
    public Map<String, Row> rows() {
        return new LinkedHashMap<>(rows);
    }

    /** Whether nothing is wrong. */
    public boolean clean() {
        return rows.values().stream().allMatch(row -> row.faults == 0);
    }
}
