// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.EntryType;

/** Since when something is awaited: the time of the last step without which nobody could have done it. */
final class Since {

    /** What each step of a ceremony, or of the server, comes after. */
    private static final Map<String, EntryType> AFTER = Map.of(
            EntryType.TRUSTEE.code(), EntryType.MANIFEST,
            EntryType.KEY_COMMITMENT.code(), EntryType.TRUSTEE,
            EntryType.KEY_SHARE.code(), EntryType.KEY_COMMITMENT,
            EntryType.KEY_CONFIRMATION.code(), EntryType.KEY_SHARE,
            EntryType.KEY_CHECK.code(), EntryType.KEY_CONFIRMATION,
            EntryType.CREDENTIALS.code(), EntryType.KEY_CHECK,
            EntryType.SETUP.code(), EntryType.CREDENTIALS,
            EntryType.CLOSE.code(), EntryType.OPEN,
            EntryType.TALLY.code(), EntryType.CLOSE,
            EntryType.TALLY_AGREEMENT.code(), EntryType.TALLY);

    private final LogSteps log;
    private final int threshold;
    private final List<String> held;

    /** @param held when decryptions were taken */
    Since(LogSteps log, int threshold, List<String> held) {
        this.log = log;
        this.threshold = threshold;
        this.held = List.copyOf(held);
    }

    /** Null where nothing is known. */
    @Nullable
    String of(Progress.Awaited awaited) {
        EntryType before = AFTER.get(awaited.what());
        if (before != null) {
            return log.last(before);
        }
        if (awaited.what().equals(EntryType.OPEN.code())) {
            return log.last(EntryType.SETUP);
        }
        if (awaited.what().equals(EntryType.PUBLISH.code())) {
            return latest(Stream.concat(
                    held.stream(), Stream.of(agreed(), log.last(EntryType.LOT), log.last(EntryType.SHUFFLE))));
        }
        String own = log.last(each -> each.type() == EntryType.TALLY_AGREEMENT
                && awaited.who().equals("trustee:" + Senders.of(each).orElseThrow()));
        boolean mixedBefore = !awaited.what().equals(EntryType.LOT.code());
        return latest(Stream.of(agreed(), own, mixedBefore ? log.last(EntryType.SHUFFLE) : null));
    }

    /** When enough trustees had agreed. */
    private @Nullable String agreed() {
        return log.of(Set.of(EntryType.TALLY_AGREEMENT))
                .skip(threshold - 1L)
                .findFirst()
                .map(LogSteps.Placed::time)
                .orElse(null);
    }

    private static @Nullable String latest(Stream<@Nullable String> times) {
        return times.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }
}
