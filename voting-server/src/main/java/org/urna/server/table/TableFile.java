// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a look at a file shows, before it is read as a table.
 *
 * @param kind told by its content, whatever its name
 * @param sheets of a workbook, in its order; empty for CSV
 * @param proposal how it can probably be read
 */
public record TableFile(Kind kind, List<Sheet> sheets, TableForm proposal) {

    private static final int SIGNATURE = 4;

    /** The kinds of files that are read. */
    public enum Kind {
        CSV,
        XLSX
    }

    /**
     * A sheet of a workbook.
     *
     * @param hidden whether the spreadsheet program does not show it
     */
    public record Sheet(String name, boolean hidden) {}

    public TableFile {
        sheets = List.copyOf(sheets);
    }

    /**
     * Looks at a file. A workbook is looked through as a whole, so that reading it later cannot cost more than it may.
     *
     * @throws UnreadableTableException if it is of another kind, or a workbook that is damaged or out of bounds
     */
    public static TableFile inspect(Path file) throws IOException, UnreadableTableException {
        if (kind(file) == Kind.CSV) {
            return new TableFile(Kind.CSV, List.of(), CsvSurvey.propose(file));
        }
        WorkbookBounds.check(file);
        List<Sheet> sheets = XlsxTable.sheets(file);
        String shown = sheets.stream()
                .filter(sheet -> !sheet.hidden())
                .map(Sheet::name)
                .findFirst()
                .orElseThrow(() -> new UnreadableTableException(1, "sheet", "the workbook shows no sheet"));
        return new TableFile(
                Kind.XLSX, sheets, new TableForm(shown, TableForm.STANDARD.encoding(), TableForm.STANDARD.delimiter()));
    }

    /**
     * Opens a file that {@link #inspect} has let through.
     *
     * @throws UnreadableTableException if it has no such sheet or no header
     */
    public static Table open(Path file, TableForm form) throws IOException, UnreadableTableException {
        return kind(file) == Kind.CSV ? CsvTable.open(file, form) : XlsxTable.open(file, form.sheet());
    }

    private static Kind kind(Path file) throws IOException, UnreadableTableException {
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(SIGNATURE);
        }
        if (startsWith(start, 'P', 'K', 3, 4)) {
            return Kind.XLSX;
        }
        if (startsWith(start, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new UnreadableTableException(
                    1, "format", "this is an old or an encrypted workbook: save it as .xlsx without a password");
        }
        return Kind.CSV;
    }

    private static boolean startsWith(byte[] bytes, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
