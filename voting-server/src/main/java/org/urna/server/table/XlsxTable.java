// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook (Office Open XML) that {@link WorkbookBounds} has let through. */
final class XlsxTable implements Table {

    private static final ReadingOptions OPTIONS = new ReadingOptions(true, true);
    private static final double ROWS_OF_A_SHEET = 1_048_576;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final List<String> columns;
    private int line;

    private XlsxTable(ReadableWorkbook workbook, Stream<Row> stream) throws UnreadableTableException {
        this.workbook = workbook;
        this.stream = stream;
        this.rows = stream.iterator();
        TableRow header = read().orElseThrow(() -> new UnreadableTableException(1, "header", "the sheet is empty"));
        List<String> names = new ArrayList<>(header.cells());
        while (names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        this.columns = ColumnNames.of(header.line(), names);
    }

    static List<TableFile.Sheet> sheets(Path file) throws IOException, UnreadableTableException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), OPTIONS)) {
            return workbook.getSheets()
                    .map(sheet ->
                            new TableFile.Sheet(sheet.getName(), sheet.getVisibility() != SheetVisibility.VISIBLE))
                    .toList();
        } catch (RuntimeException e) {
            throw damaged(1, e);
        }
    }

    static XlsxTable open(Path file, String sheetName) throws IOException, UnreadableTableException {
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(file.toFile(), OPTIONS);
            Sheet sheet = workbook.getSheets()
                    .filter(each -> sheetName.isEmpty()
                            ? each.getVisibility() == SheetVisibility.VISIBLE
                            : sheetName.equals(each.getName()))
                    .findFirst()
                    .orElseThrow(() -> new UnreadableTableException(1, "sheet", "the workbook has no such sheet"));
            return new XlsxTable(workbook, sheet.openStream());
        } catch (RuntimeException e) {
            close(workbook);
            throw damaged(1, e);
        } catch (UnreadableTableException e) {
            close(workbook);
            throw e;
        }
    }

    private static void close(@Nullable ReadableWorkbook workbook) throws IOException {
        if (workbook != null) {
            workbook.close();
        }
    }

    /** The library answers damage with many kinds of exceptions; bugs of ours cannot be told from them here. */
    private static UnreadableTableException damaged(int line, RuntimeException e) {
        String why = e instanceof ExcelReaderException ? "cannot be read" : "is damaged";
        return new UnreadableTableException(line, "xlsx", "from about this row on the workbook " + why);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<TableRow> next() throws UnreadableTableException {
        return read();
    }

    private Optional<TableRow> read() throws UnreadableTableException {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.getRowNum() <= line) {
                    throw new UnreadableTableException(
                            line, "xlsx", "after this row the sheet's rows are out of order");
                }
                line = row.getRowNum();
                Optional<TableRow> read = row(row);
                if (read.isPresent()) {
                    return read;
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            throw damaged(line + 1, e);
        }
    }

    private Optional<TableRow> row(Row row) {
        List<String> cells = new ArrayList<>();
        Map<Integer, String> faults = new HashMap<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            int column = i;
            CellText text = row.getOptionalCell(i).map(CellText::of).orElse(CellText.EMPTY);
            cells.add(text.text());
            text.fault().ifPresent(fault -> faults.put(column, fault));
        }
        boolean blank = faults.isEmpty() && cells.stream().allMatch(String::isEmpty);
        return blank
                ? Optional.empty()
                : Optional.of(new TableRow(row.getRowNum(), cells, isComplete(cells), faults, row.isHidden()));
    }

    /** Spreadsheets leave out empty cells at the end; what stands beyond the header belongs to no column. */
    @SuppressWarnings("NullAway") // columns are not known yet while the header is read
    private boolean isComplete(List<String> cells) {
        return columns == null || cells.stream().skip(columns.size()).allMatch(String::isEmpty);
    }

    @Override
    public double progress() {
        return Math.min(1, line / ROWS_OF_A_SHEET);
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
