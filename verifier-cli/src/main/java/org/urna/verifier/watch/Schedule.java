// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.Following;
import org.urna.crypto.verify.Phase;

/** Whether the board keeps its times: opens, closes, and has witnesses sign, when the manifest says so. By this machine's clock. */
final class Schedule {

    /** Times on the board are whole minutes, and clocks differ. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Alarms alarms;
    private final Clock clock;
    private @Nullable Instant begun;
    private @Nullable Instant cosigned;

    Schedule(Alarms alarms, Clock clock) {
        this.alarms = alarms;
        this.clock = clock;
    }

    /** @param newest the checkpoint that the board shows, if its signatures hold */
    void look(Following following, Optional<SignedCheckpoint> newest) {
        Optional<Manifest> manifest = following.manifest();
        if (manifest.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        boolean shouldBeOpen = now.isAfter(manifest.get().schedule().opens().plus(PATIENCE));
        tell(
                following,
                Alarm.Kind.NOT_OPENED,
                following.phase() == Phase.SEALED && shouldBeOpen,
                "voting was to begin at " + manifest.get().schedule().opens());
        Instant deadline = following.deadline().orElse(Instant.MAX);
        tell(
                following,
                Alarm.Kind.NOT_CLOSED,
                following.phase() == Phase.OPEN && now.isAfter(deadline.plus(PATIENCE)),
                "voting was to end at " + deadline);
        newest.ifPresent(signed -> cosigned(signed, manifest.get().quorum()));
        tell(
                following,
                Alarm.Kind.WITNESSES_SILENT,
                isSilent(following, manifest.get(), now),
                "the board shows no state that "
                        + manifest.get().quorum() + " witnesses signed within the last "
                        + manifest.get().maxGapMinutes() + " minutes");
    }

    private boolean isSilent(Following following, Manifest manifest, Instant now) {
        if (manifest.quorum() == 0 || following.phase() != Phase.OPEN) {
            begun = null;
            return false;
        }
        begun = begun == null ? now : begun; // before that nobody looked
        Instant since = cosigned == null || cosigned.isBefore(begun) ? begun : cosigned;
        return now.isAfter(
                since.plus(Duration.ofMinutes(manifest.maxGapMinutes())).plus(Duration.ofMinutes(1)));
    }

    private void cosigned(SignedCheckpoint signed, int quorum) {
        List<Long> times = signed.cosignatures().stream()
                .map(SignedCheckpoint.Cosignature::time)
                .sorted()
                .toList();
        if (quorum > 0 && signed.witnesses() >= quorum) {
            Instant time = Instant.ofEpochSecond(times.get(quorum - 1));
            cosigned = cosigned == null || time.isAfter(cosigned) ? time : cosigned;
        }
    }

    private void tell(Following following, Alarm.Kind kind, boolean stands, String message) {
        if (stands) {
            alarms.raise(kind, following.size(), message);
        } else {
            alarms.clear(kind, following.size(), "as it should be again");
        }
    }
}
