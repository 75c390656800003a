// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks: what staff see is what is read, and none takes more memory than it may. */
class XlsxTableTest {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPES = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";

    @TempDir
    private Path folder;

    /** A minimal workbook with the given rows and shared texts. */
    private Path raw(String rows, String shared) throws Exception {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", TYPES);
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN
                        + "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN + "\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"000000\"/></numFmts>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
        parts.put("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + shared + "</sst>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        Path file = folder.resolve("raw.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static List<TableRow> rows(Path file, String sheet) throws Exception {
        TableFile.inspect(file);
        List<TableRow> rows = new ArrayList<>();
        try (Table table = TableFile.open(file, new TableForm(sheet, Encoding.UTF_8, Delimiter.COMMA))) {
            for (Optional<TableRow> next = table.next(); next.isPresent(); next = table.next()) {
                rows.add(next.get());
            }
        }
        return rows;
    }

    @Test
    void sheetsAreListedHiddenOnesToldAndTheFirstShownIsProposed() throws Exception {
        Path file = folder.resolve("book.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet old = book.newWorksheet("Old");
            old.setVisibilityState(VisibilityState.HIDDEN);
            old.value(0, 0, "x");
            Worksheet roll = book.newWorksheet("Roll");
            roll.value(0, 0, "Member No");
            roll.value(0, 1, "Joined");
            roll.value(0, 2, "Paid");
            roll.value(2, 0, 12_345_678);
            roll.value(2, 1, LocalDate.of(2019, 3, 4));
            roll.style(2, 1).format("dd/mm/yyyy").set();
            roll.value(2, 2, true);
            roll.hideRow(2);
        }

        TableFile inspected = TableFile.inspect(file);

        assertThat(inspected.sheets())
                .extracting(TableFile.Sheet::name, TableFile.Sheet::hidden)
                .containsExactly(tuple("Old", true), tuple("Roll", false));
        assertThat(inspected.proposal().sheet()).isEqualTo("Roll");
        TableRow row = rows(file, "Roll").get(0);
        assertThat(row.line()).isEqualTo(3);
        assertThat(row.cells()).containsExactly("12345678", "2019-03-04", "TRUE");
        assertThat(row.hidden()).isTrue();
        assertThat(row.complete()).isTrue();
    }

    @Test
    void leadingZerosComputedValuesAndMissingOnesAreReadAsTheyAreSeen() throws Exception {
        Path file = raw(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>c</t></is></c>"
                        + "<c r=\"D1\" t=\"inlineStr\"><is><t>d</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" s=\"2\"><v>123</v></c><c r=\"B2\" t=\"str\"><f>A1&amp;1</f><v>made</v></c>"
                        + "<c r=\"C2\"><f>1/0</f></c><c r=\"D2\" t=\"e\"><v>#N/A</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\"><v>1.0E6</v></c><c r=\"B3\" s=\"1\"><v>43831</v></c></row>",
                "<si><r><t>num</t></r><r><t>ber</t></r></si>");

        List<TableRow> rows = rows(file, "S");

        assertThat(rows.get(0).cells()).containsExactly("000123", "made", "", "");
        assertThat(rows.get(0).faults()).isEqualTo(Map.of(2, "formula-without-value", 3, "cell-error"));
        assertThat(rows.get(1).cells()).containsExactly("1000000", "2020-01-01");
        assertThat(rows.get(1).complete()).isTrue();
        try (Table table = TableFile.open(file, new TableForm("S", Encoding.UTF_8, Delimiter.COMMA))) {
            assertThat(table.columns()).containsExactly("number", "b", "c", "d");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "outside the grid      | <row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>            | ''",
                "outside the grid      | <row r=\"9999999\"><c r=\"A1\"><v>1</v></c></row>        | ''",
                "a text that is not    | <row r=\"1\"><c r=\"A1\" t=\"s\"><v>9999999</v></c></row> | <si><t>a</t></si>",
                "refers to no text     | <row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>      | <si><t>a</t></si>",
                "unknown type          | <row r=\"1\"><c r=\"A1\" t=\"q\"><v>1</v></c></row>       | ''",
                "document type         | <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>       | <si><t><![CDATA[x]]></t></si>",
                "damaged               | <row r=\"1\"><c r=\"A1\"><v>1</v></c>                     | ''"
            })
    void aHostileWorkbookIsRefusedBeforeItIsRead(String reason, String rows, String shared) throws Exception {
        Path file = raw(rows, shared);

        assertThatThrownBy(() -> TableFile.inspect(file))
                .isInstanceOfSatisfying(
                        UnreadableTableException.class,
                        e -> assertThat(e.reason()).contains(reason));
    }

    @Test
    void entitiesAreNotExpanded() throws Exception {
        Path file = folder.resolve("raw.xlsx");
        raw("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write(("<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                            + "<sst><si><t>&b;</t></si></sst>")
                    .getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> TableFile.inspect(file))
                .isInstanceOfSatisfying(
                        UnreadableTableException.class,
                        e -> assertThat(e.reason()).contains("document type"));
    }

    @Test
    void aBombIsFoundWhileItIsUnpackedAndNotBelieved() throws Exception {
        Path file = folder.resolve("bomb.xlsx");
        byte[] mega = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write("<sst><si><t>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                zip.write(mega);
            }
        }

        assertThat(Files.size(file)).isLessThan(10_000);
        assertThatThrownBy(() -> TableFile.inspect(file)).isInstanceOf(UnreadableTableException.class);
    }

    @Test
    void anOldWorkbookAndAnotherArchiveAreRefusedWithWhatToDo() throws Exception {
        Path old = folder.resolve("old.xls");
        Files.write(old, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
        Path archive = folder.resolve("archive.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write(1);
        }

        assertThatThrownBy(() -> TableFile.inspect(old)).hasMessageContaining("save it as .xlsx");
        assertThatThrownBy(() -> TableFile.inspect(archive)).isInstanceOf(UnreadableTableException.class);
    }
}
