// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.util.Locale;

/** What stands between the fields of CSV. */
public enum Delimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t'),
    PIPE('|');

    private final char character;

    Delimiter(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /** As the API names it, such as {@code comma}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The delimiter of this {@link #code}. */
    public static Delimiter of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
