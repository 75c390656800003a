// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CloseEntry;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.OpenEntry;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** When entries were appended ({@code docs/protocol.md} §3): checks {@code entry-time} and {@code schedule}. */
final class Times {

    private final ElectionState state;
    private final Findings findings;
    private @Nullable Instant last;

    Times(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    /** Whole minutes are a matter of form: no other time reads. */
    void on(Posted posted) {
        findings.checked(Check.ENTRY_TIME, 1);
        Instant time = posted.entry().time();
        findings.require(
                Check.ENTRY_TIME,
                posted.index(),
                last == null || !time.isBefore(last),
                "the time is before that of the entry before");
        if (last == null || time.isAfter(last)) {
            last = time;
        }
        if (posted.entry() instanceof DecisionEntry entry) {
            Decision decision = entry.decision();
            boolean inside = !time.isBefore(decision.notBefore()) && !time.isAfter(decision.notAfter());
            findings.require(Check.ENTRY_TIME, posted.index(), inside, "the time is not one that the decision allows");
        }
    }

    /** Entries that the schedule is about. */
    static boolean isScheduled(EntryType type) {
        return switch (type) {
            case OPEN, BALLOT, CLOSE, DEADLINE_EXTENDED -> true;
            default -> false;
        };
    }

    void schedule(Posted posted) {
        findings.checked(Check.SCHEDULE, 1);
        Entry entry = posted.entry();
        long index = posted.index();
        if (entry instanceof OpenEntry open) {
            require(
                    index,
                    !open.time().isBefore(state.manifest().schedule().opens()),
                    "open before the planned opening");
            require(index, open.election().equals(state.election()), "open names another election");
        } else if (entry.type() == EntryType.BALLOT) {
            Instant opened = state.opened();
            require(index, opened != null && !entry.time().isBefore(opened), "a ballot before the opening");
            require(index, entry.time().isBefore(state.deadline()), "a ballot at or after the deadline");
            require(index, !state.isClosed(), "a ballot after the close");
        } else if (entry instanceof CloseEntry close) {
            require(index, !close.time().isBefore(state.deadline()), "close before the deadline");
            require(index, close.election().equals(state.election()), "close names another election");
        } else if (entry.type() == EntryType.CLOSE) {
            require(index, state.manifest().schedule().closeByHand(), "a close by hand, which the manifest forbids");
        } else if (entry instanceof DecisionEntry decided
                && decided.decision().action() instanceof Action.DeadlineExtended extended) {
            require(
                    index,
                    entry.time().isBefore(state.deadline()),
                    "an extension at or after the deadline that it moves");
            require(index, extended.closes().isAfter(state.deadline()), "an extension to no later time");
        }
    }

    private void require(long index, boolean holds, String otherwise) {
        findings.require(Check.SCHEDULE, index, holds, otherwise);
    }
}
