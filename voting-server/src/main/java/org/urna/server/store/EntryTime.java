// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times of entries: whole minutes, UTC, {@code YYYY-MM-DDTHH:MM:00Z} (docs/protocol.md §12). As text they sort by time. */
public final class EntryTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm':00Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private EntryTime() {}

    /** The time cut down to the minute. */
    public static String of(Instant time) {
        return FORM.format(time.truncatedTo(ChronoUnit.MINUTES));
    }

    /**
     * The time of the next entry: now, cut down to the minute, but never before the last entry, whatever the clock does.
     *
     * @param last time of the last entry, null if there is none
     */
    public static String next(Instant now, @Nullable String last) {
        String time = of(now);
        return last != null && last.compareTo(time) > 0 ? last : time;
    }

    /** The instant of a time in this form. */
    public static Instant parse(String time) {
        return Instant.parse(time);
    }
}
