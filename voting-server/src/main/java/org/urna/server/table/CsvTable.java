// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** CSV (RFC 4180, also with other delimiters). */
final class CsvTable implements Table {

    private final TableForm form;
    private final long length;
    private final CountedInput input;
    private final BoundedReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private int line = 1;

    private CsvTable(Path file, TableForm form) throws IOException, UnreadableTableException {
        this.form = form;
        this.length = Files.size(file);
        this.input = new CountedInput(Files.newInputStream(file));
        this.reader =
                new BoundedReader(new InputStreamReader(input, form.encoding().decoder()));
        this.parser = CSVParser.builder()
                .setReader(reader)
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(form.delimiter().character())
                        .get())
                .get();
        this.records = parser.iterator();
        this.columns = header();
    }

    static CsvTable open(Path file, TableForm form) throws IOException, UnreadableTableException {
        return new CsvTable(file, form);
    }

    private List<String> header() throws IOException, UnreadableTableException {
        try {
            CSVRecord header = record();
            if (header == null) {
                throw new UnreadableTableException(1, "header", "the file is empty");
            }
            return ColumnNames.of(line, header.toList());
        } catch (UnreadableTableException e) {
            parser.close();
            throw e;
        } finally {
            line = nextLine();
        }
    }

    /** The next record that is not blank; {@link #line} is where it begins. */
    private @Nullable CSVRecord record() throws UnreadableTableException {
        try {
            while (records.hasNext()) {
                CSVRecord next = records.next();
                reader.endOfRecord();
                if (next.stream().anyMatch(field -> !field.isBlank())) {
                    return next;
                }
                line = nextLine();
            }
            return null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw unreadable(e);
        }
    }

    private int nextLine() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, parser.getCurrentLineNumber() + 1));
    }

    private UnreadableTableException unreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new UnreadableTableException(
                        line,
                        "charset",
                        "from about this line on the file is not "
                                + form.encoding().code());
            }
            if (cause instanceof BoundedReader.TooLongException) {
                break;
            }
        }
        return new UnreadableTableException(
                line, "csv", "from this line on the file is not CSV (RFC 4180): look for a stray quote");
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<TableRow> next() throws UnreadableTableException {
        CSVRecord next = record();
        if (next == null) {
            return Optional.empty();
        }
        List<String> cells = next.stream().map(String::strip).toList();
        TableRow row = new TableRow(line, cells, cells.size() == columns.size(), Map.of(), false);
        line = nextLine();
        return Optional.of(row);
    }

    @Override
    public double progress() {
        return length == 0 ? 1 : Math.min(1, (double) input.count() / length);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
