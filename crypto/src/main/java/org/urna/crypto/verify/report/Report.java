// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify.report;

import java.util.List;
import java.util.stream.Stream;
import org.urna.crypto.record.Result;

/**
 * Everything that a verification found.
 *
 * @param rows one per check, in the order of the protocol document
 * @param trust what the election rests on that no verifier can check, as sentences
 * @param results outcomes as this verification computed them; only those that the board allows so far
 */
public record Report(List<Row> rows, List<String> trust, List<Result> results) {
    public Report {
        rows = List.copyOf(rows);
        trust = List.copyOf(trust);
        results = List.copyOf(results);
        if (!rows.stream().map(Row::check).toList().equals(List.of(Check.values()))) {
            throw new IllegalArgumentException("a report has one row per check");
        }
    }

    /** {@code FAIL} if any row failed, else {@code NOT_CHECKED} if any was not checked, else {@code PASS}. */
    public Outcome overall() {
        if (outcomes().anyMatch(Outcome.FAIL::equals)) {
            return Outcome.FAIL;
        }
        return outcomes().anyMatch(Outcome.NOT_CHECKED::equals) ? Outcome.NOT_CHECKED : Outcome.PASS;
    }

    private Stream<Outcome> outcomes() {
        return rows.stream().map(Row::outcome);
    }

    /** The row of {@code check}. */
    public Row row(Check check) {
        return rows.stream().filter(row -> row.check() == check).findFirst().orElseThrow();
    }

    /** The failures of all rows that were kept. */
    public List<Failure> failures() {
        return rows.stream().flatMap(row -> row.failures().stream()).toList();
    }
}
