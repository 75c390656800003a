// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a header into names that tell columns apart. */
final class ColumnNames {

    private static final int MAX_COLUMNS = 500;
    private static final int MAX_NAME = 200;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ColumnNames() {}

    static List<String> of(int line, List<String> header) throws UnreadableTableException {
        if (header.size() > MAX_COLUMNS) {
            throw new UnreadableTableException(line, "header", "the table has more than " + MAX_COLUMNS + " columns");
        }
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = clean(i == 0, header.get(i));
            if (name.length() > MAX_NAME) {
                throw new UnreadableTableException(
                        line, "header", "a column's name has more than " + MAX_NAME + " characters");
            }
            name = name.isEmpty() ? "(" + letters(i) + ")" : name;
            String unique = name;
            for (int n = 2; !taken.add(unique); n++) {
                unique = name + " (" + n + ")";
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }

    private static String clean(boolean first, String name) {
        String text = first && !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK ? name.substring(1) : name;
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    /** The column as spreadsheets call it: A, B, … Z, AA. */
    private static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }
}
