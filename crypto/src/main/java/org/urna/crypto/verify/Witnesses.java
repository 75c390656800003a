// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/**
 * Independent evidence of time, and of there being one board only: check {@code log-witnesses}. A false signature fails; a gap is named and
 * leaves the row unchecked.
 */
final class Witnesses {

    /** Entries have whole minutes, so what they say lies up to this much before what was. */
    private static final Duration CUT = Duration.ofMinutes(1);

    private record Seen(long size, Instant time) {}

    private final ElectionState state;
    private final Findings findings;
    private final List<Seen> seen = new ArrayList<>();
    private @Nullable CheckpointVerifier verifier;

    Witnesses(Context context) {
        this.state = context.state();
        this.findings = context.findings();
    }

    void on(Note note) {
        Manifest manifest = state.manifest();
        if (manifest.quorum() == 0) {
            return;
        }
        findings.expect(Check.LOG_WITNESSES, 1);
        findings.checked(Check.LOG_WITNESSES, 1);
        try {
            if (verifier == null) {
                verifier = BoardKeys.witnessed(manifest);
            }
            if (verifier.open(note) instanceof CheckpointVerifier.Result.Valid valid) {
                add(valid.signed(), manifest.quorum());
            } else if (BoardKeys.verifier(manifest).open(note) instanceof CheckpointVerifier.Result.Valid) {
                findings.fail(Check.LOG_WITNESSES, "a witness's signature on a checkpoint does not hold");
            }
        } catch (MalformedException e) {
            findings.fail(Check.LOG_WITNESSES, "a witness's key is malformed");
        }
    }

    private void add(SignedCheckpoint signed, int quorum) {
        List<Long> times = signed.cosignatures().stream()
                .map(SignedCheckpoint.Cosignature::time)
                .sorted()
                .toList();
        if (signed.witnesses() >= quorum) {
            seen.add(new Seen(signed.checkpoint().size(), Instant.ofEpochSecond(times.get(quorum - 1))));
        }
    }

    /** Looks for gaps, once the log is read. */
    void finish() {
        if (!state.hasManifest()) {
            findings.notChecked(Check.LOG_WITNESSES, "there is no manifest that names witnesses");
            return;
        }
        if (state.manifest().quorum() == 0) {
            findings.notApplicable(
                    Check.LOG_WITNESSES, "no independent evidence of time, or of there being one board only");
            return;
        }
        Instant opened = state.opened();
        if (opened == null) {
            findings.notChecked(Check.LOG_WITNESSES, "voting has not begun");
            return;
        }
        Duration most = Duration.ofMinutes(state.manifest().maxGapMinutes());
        Instant last = opened.plus(CUT);
        boolean closeSeen = false;
        for (Seen each : seen) {
            if (!closeSeen && each.time().isAfter(last)) {
                requireGap(last, each.time(), most);
                last = each.time();
            }
            closeSeen |= state.isClosed() && each.size() >= state.closed().size();
        }
        requireClose(closeSeen);
    }

    private void requireGap(Instant from, Instant to, Duration most) {
        if (Duration.between(from, to).compareTo(most) > 0) {
            findings.notChecked(
                    Check.LOG_WITNESSES,
                    "no co-signed checkpoint for " + Duration.between(from, to).toMinutes() + " minutes from " + from);
        }
    }

    private void requireClose(boolean closeSeen) {
        if (!closeSeen) {
            findings.notChecked(
                    Check.LOG_WITNESSES,
                    state.isClosed() ? "no quorum of witnesses co-signed the close" : "voting is not over");
        } else {
            Duration most = Duration.ofMinutes(state.manifest().maxGapMinutes()).plus(CUT);
            Instant close = state.closed().time();
            boolean inTime = seen.stream()
                    .anyMatch(each ->
                            each.size() >= state.closed().size() && !each.time().isAfter(close.plus(most)));
            if (!inTime) {
                findings.notChecked(Check.LOG_WITNESSES, "the close was co-signed late");
            }
        }
    }
}
