// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How dates are written in a file. {@code YYYY-MM-DD} is always read. */
enum DateOrder {
    ISO,
    /** {@code 31/12/2019}, also with dots or hyphens. */
    DMY,
    /** {@code 12/31/2019}, also with dots or hyphens. */
    MDY;

    private static final Pattern ISO_DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]{5,18}Z?)?");
    private static final Pattern PARTS = Pattern.compile("([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})");
    private static final int FIRST_YEAR = 1801;
    private static final int LAST_YEAR = 9999;

    static DateOrder of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The date as {@code YYYY-MM-DD}; nothing if the text is none. */
    Optional<String> read(String text) {
        Matcher iso = ISO_DATE.matcher(text);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher parts = PARTS.matcher(text);
        if (this == ISO || !parts.matches()) {
            return Optional.empty();
        }
        return this == DMY
                ? date(parts.group(3), parts.group(2), parts.group(1))
                : date(parts.group(3), parts.group(1), parts.group(2));
    }

    private static Optional<String> date(String year, String month, String day) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR
                    ? Optional.of(date.toString())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
