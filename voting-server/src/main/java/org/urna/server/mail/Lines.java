// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Texts of strangers, made safe for the place they go to. */
final class Lines {

    private Lines() {}

    /** One line without control characters or characters that turn the direction of text: no header and no line can be smuggled in. */
    static String single(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            int kind = Character.getType(c);
            if (kind == Character.CONTROL
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR) {
                line.append(' ');
            } else if (kind != Character.FORMAT && kind != Character.SURROGATE) {
                line.appendCodePoint(c);
            }
        });
        return line.toString().strip();
    }

    /** Text for the inside of an element or a quoted attribute. */
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** {@code 2026-03-01T12:00:00Z} for people, in their language: {@code 1 March 2026, 12:00 UTC}. */
    static String time(String minute, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", locale).format(OffsetDateTime.parse(minute));
    }

    /** {@code 2026-03-01} for people: {@code 1 March 2026}. */
    static String day(String day, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(LocalDate.parse(day));
    }
}
