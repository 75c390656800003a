// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV file (RFC 4180) with their lines. Reads the form only; {@link RollCheck} judges what the rows say.
 *
 * @param rows in the order of the file
 */
record RollFile(List<Row> rows) {

    static final List<String> HEADER = List.of(
            "member_number",
            "name",
            "email",
            "address1",
            "address2",
            "address3",
            "address4",
            "address5",
            "postcode",
            "country",
            "class",
            "ballot_style",
            "weight",
            "language",
            "joined",
            "arrears_months");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * One row.
     *
     * @param line on which it begins, from 1
     * @param fields as many as the row has
     */
    record Row(int line, List<String> fields) {

        boolean complete() {
            return fields.size() == HEADER.size();
        }

        /** A field without the blanks around it; empty where the row is too short. */
        String get(String column) {
            int index = HEADER.indexOf(column);
            return index < fields.size() ? fields.get(index).strip() : "";
        }
    }

    /** The file as a whole cannot be read, from some line on. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RollRemark remark;

        UnreadableException(int line, String rule, String reason) {
            super(rule);
            this.remark = new RollRemark(line, "", rule, reason);
        }

        RollRemark remark() {
            return remark;
        }
    }

    /**
     * Reads a file.
     *
     * @param charset read strictly: a byte that it does not know is an error
     * @throws UnreadableException if bytes, quoting or header are wrong
     */
    static RollFile read(byte[] bytes, Charset charset) throws UnreadableException {
        int line = 1;
        try (Reader reader = new InputStreamReader(new ByteArrayInputStream(bytes), strict(charset));
                CSVParser parser = CSVParser.builder()
                        .setReader(reader)
                        .setFormat(CSVFormat.RFC4180)
                        .get()) {
            Iterator<CSVRecord> records = parser.iterator();
            List<Row> rows = new ArrayList<>();
            boolean header = true;
            while (records.hasNext()) {
                CSVRecord next = records.next();
                List<String> fields = next.toList();
                if (header) {
                    checkHeader(fields);
                    header = false;
                } else if (fields.size() > 1 || !fields.get(0).isBlank()) {
                    rows.add(new Row(line, fields));
                }
                line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
            }
            if (header) {
                throw new UnreadableException(1, "header", "the file is empty");
            }
            return new RollFile(rows);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(line, e, charset);
        }
    }

    private static UnreadableException unreadable(int line, Exception e, Charset charset) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new UnreadableException(
                        line, "charset", "from about this line on the file is not " + charset.name());
            }
        }
        return new UnreadableException(
                line, "csv", "from this line on the file is not CSV (RFC 4180): look for a stray quote");
    }

    private static void checkHeader(List<String> fields) throws UnreadableException {
        List<String> names = new ArrayList<>(fields);
        if (!names.get(0).isEmpty() && names.get(0).charAt(0) == BYTE_ORDER_MARK) {
            names.set(0, names.get(0).substring(1));
        }
        if (!names.equals(HEADER)) {
            throw new UnreadableException(1, "header", "the first line must be " + String.join(",", HEADER));
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
