// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.util.List;
import java.util.Map;

/**
 * One row of a table, as text.
 *
 * @param line of the file on which it begins, from 1; in a spreadsheet the row's number
 * @param cells without the blanks around them; at least as many as the table has columns unless {@code complete} is false
 * @param complete whether the row has the columns that the header names, no fewer and no more
 * @param faults why cells have no value, by their column from 0: {@code cell-error} or {@code formula-without-value}
 * @param hidden whether the spreadsheet does not show the row
 */
public record TableRow(int line, List<String> cells, boolean complete, Map<Integer, String> faults, boolean hidden) {

    public TableRow {
        cells = List.copyOf(cells);
        faults = Map.copyOf(faults);
    }

    /** A cell; empty where the row is too short. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** Says nothing of what the cells hold. */
    @Override
    public String toString() {
        return "TableRow[line " + line + "]";
    }
}
