// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.Verdict;

/**
 * Collects what checks find and turns it into rows. Fail-closed: a row about which nothing was said does not pass. Safe for concurrent use.
 */
public final class Findings {

    /** The most failures, and the most notes, that are kept per check; all are counted. */
    public static final int MOST_KEPT = 100;

    private static final class Tally {
        private long expected;
        private long checked;
        private long failed;
        private final List<Failure> failures = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private @Nullable Outcome open;
    }

    private final Map<Check, Tally> tallies = new EnumMap<>(Check.class);
    private final List<Failure> inOrder = new ArrayList<>();

    public Findings() {
        for (Check check : Check.values()) {
            tallies.put(check, new Tally());
        }
    }

    private Tally tally(Check check) {
        return Objects.requireNonNull(tallies.get(check));
    }

    /** Says that there are {@code items} more to check. */
    public synchronized void expect(Check check, long items) {
        tally(check).expected += items;
    }

    /** Says that {@code items} more were checked; failures are reported besides. */
    public synchronized void checked(Check check, long items) {
        tally(check).checked += items;
    }

    /** Reports one item that was checked at an entry, and fails it if {@code verdict} does. */
    public void item(Check check, long entry, String contest, Verdict verdict) {
        checked(check, 1);
        require(check, entry, contest, verdict);
    }

    /** Fails {@code check} if {@code verdict} does; counts no item. */
    public void require(Check check, long entry, String contest, Verdict verdict) {
        if (verdict instanceof Verdict.Rejected rejected) {
            fail(check, entry, contest, rejected.reason());
        }
    }

    /** Fails {@code check} unless {@code holds}; counts no item. */
    public void require(Check check, long entry, boolean holds, String otherwise) {
        if (!holds) {
            fail(check, entry, "", otherwise);
        }
    }

    /** Fails {@code check} at an entry. */
    public void fail(Check check, long entry, String contest, String reason) {
        add(new Failure(check, OptionalLong.of(entry), contest, reason));
    }

    /** Fails {@code check} without an entry at fault. */
    public void fail(Check check, String reason) {
        add(new Failure(check, OptionalLong.empty(), "", reason));
    }

    private synchronized void add(Failure failure) {
        Tally tally = tally(failure.check());
        tally.failed++;
        if (tally.failures.size() < MOST_KEPT) {
            tally.failures.add(failure);
            inOrder.add(failure);
        }
    }

    /** Tells the reader something that is no failure. */
    public synchronized void note(Check check, String note) {
        List<String> notes = tally(check).notes;
        if (notes.size() < MOST_KEPT) {
            notes.add(note);
        }
    }

    /** Says that {@code check} cannot be done now, and why: the row passes in no case. */
    public synchronized void notChecked(Check check, String why) {
        tally(check).open = Outcome.NOT_CHECKED;
        note(check, why);
    }

    /** Says that there is nothing for {@code check} in this election; of no effect if there are items or failures. */
    public synchronized void notApplicable(Check check, String why) {
        if (tally(check).expected == 0 && tally(check).open == null) {
            tally(check).open = Outcome.NOT_APPLICABLE;
            note(check, why);
        }
    }

    /** Items there are to check. */
    public synchronized long expected(Check check) {
        return tally(check).expected;
    }

    /** Whether anything failed so far. */
    public synchronized boolean anyFailed() {
        return tallies.values().stream().anyMatch(tally -> tally.failed > 0);
    }

    /** The failures reported so far, the first {@link #MOST_KEPT} of each check, in the order in which they were reported. */
    public synchronized List<Failure> kept() {
        return List.copyOf(inOrder);
    }

    /** The rows, one per check, in the order of the protocol document. */
    public synchronized List<Row> rows() {
        return tallies.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .toList();
    }

    private static Row row(Check check, Tally tally) {
        List<Failure> failures = new ArrayList<>(tally.failures);
        long failed = tally.failed;
        if (tally.expected != tally.checked) {
            String reason = tally.checked + " of " + tally.expected + " " + check.items() + " could be checked";
            failures.add(new Failure(check, OptionalLong.empty(), "", reason));
            failed++;
        } else if (tally.expected == 0 && tally.open == null) {
            failures.add(new Failure(check, OptionalLong.empty(), "", "there is nothing to check, and there must be"));
            failed++;
        }
        Outcome outcome = failed > 0 ? Outcome.FAIL : tally.open == null ? Outcome.PASS : tally.open;
        return new Row(check, tally.expected, tally.checked, outcome, failed, failures, tally.notes);
    }
}
