// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify.report;

import java.util.List;

/**
 * One line of a report.
 *
 * @param check what was checked
 * @param expected how many items there are to check, counted on their own
 * @param checked how many were checked, whether they hold or not
 * @param outcome never {@link Outcome#PASS} unless both numbers are equal and not zero
 * @param failed how many failures there were
 * @param failures the first of them, at most {@link Findings#MOST_KEPT}
 * @param notes what a reader should know besides, such as a decryption that was ignored and why
 */
public record Row(
        Check check,
        long expected,
        long checked,
        Outcome outcome,
        long failed,
        List<Failure> failures,
        List<String> notes) {
    public Row {
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
        if (outcome == Outcome.PASS && (expected == 0 || expected != checked || failed != 0)) {
            throw new IllegalArgumentException("a row passes only if all of at least one item was checked and held");
        }
    }
}
