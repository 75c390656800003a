// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.urna.crypto.MalformedException;

/**
 * Published times: RFC 3339 in UTC and whole minutes, {@code YYYY-MM-DDTHH:MM:00Z}. Finer times would link members to ballots.
 */
public final class Minute {

    private static final String PATTERN = "0000-00-00T00:00:00Z";

    private Minute() {}

    /** {@code time} cut down to its minute. */
    public static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    /**
     * Reads a published time.
     *
     * @throws MalformedException unless {@code text} is a time of the calendar in the one form
     */
    public static Instant parse(String text) throws MalformedException {
        if (!hasForm(text)) {
            throw new MalformedException("time is not of the form YYYY-MM-DDTHH:MM:00Z");
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedException("time is not in the calendar");
        }
    }

    /**
     * Writes a published time.
     *
     * @throws IllegalArgumentException if {@code time} is not a whole minute of the years 0 to 9999
     */
    public static String format(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        if (!time.equals(of(time)) || local.getYear() < 0 || local.getYear() > 9999) {
            throw new IllegalArgumentException("time is not a whole minute of the years 0 to 9999");
        }
        StringBuilder text = new StringBuilder(PATTERN);
        put(text, 0, 4, local.getYear());
        put(text, 5, 7, local.getMonthValue());
        put(text, 8, 10, local.getDayOfMonth());
        put(text, 11, 13, local.getHour());
        put(text, 14, 16, local.getMinute());
        return text.toString();
    }

    private static boolean hasForm(String text) {
        if (text.length() != PATTERN.length()) {
            return false;
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            char wanted = PATTERN.charAt(i);
            char c = text.charAt(i);
            boolean digit = wanted == '0' && i < 17;
            if (digit ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static void put(StringBuilder text, int from, int to, int value) {
        int rest = value;
        for (int i = to - 1; i >= from; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
