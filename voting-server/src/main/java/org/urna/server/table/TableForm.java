// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

/**
 * How a file is to be read.
 *
 * @param sheet name of the sheet of a workbook; empty for the first one that is shown, and for CSV
 * @param encoding of CSV
 * @param delimiter between the fields of CSV
 */
public record TableForm(String sheet, Encoding encoding, Delimiter delimiter) {

    /** RFC 4180 in UTF-8. */
    public static final TableForm STANDARD = new TableForm("", Encoding.UTF_8, Delimiter.COMMA);
}
