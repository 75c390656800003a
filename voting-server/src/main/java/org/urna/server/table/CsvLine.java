// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180) that a spreadsheet opens without taking a cell for a formula. */
public final class CsvLine {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvLine() {}

    /** The cells with commas between them and a line break at the end. */
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** One cell: quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe. */
    public static String cell(String value) {
        String safe = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
