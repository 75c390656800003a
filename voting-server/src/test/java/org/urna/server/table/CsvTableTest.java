// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV as spreadsheets and databases write it, and as nobody should. */
class CsvTableTest {

    @TempDir
    private Path folder;

    private Path file(String text, Charset charset) throws Exception {
        Path file = folder.resolve("roll.csv");
        Files.write(file, text.getBytes(charset));
        return file;
    }

    private static List<TableRow> rows(Path file, TableForm form) throws Exception {
        List<TableRow> rows = new ArrayList<>();
        try (Table table = TableFile.open(file, form)) {
            for (Optional<TableRow> next = table.next(); next.isPresent(); next = table.next()) {
                rows.add(next.get());
            }
        }
        return rows;
    }

    @Test
    void aByteOrderMarkBareLineFeedsBlankLinesAndQuotedBreaksAreTakenAndLinesCounted() throws Exception {
        Path file =
                file("\uFEFFno,name\n\n1,\"Ann\r\nLee\"\n,\n2,\"O\"\"Neil, Z\u00f6e\"\n3\n\n", StandardCharsets.UTF_8);

        assertThat(rows(file, TableForm.STANDARD))
                .extracting(TableRow::line, TableRow::cells, TableRow::complete)
                .containsExactly(
                        tuple(3, List.of("1", "Ann\r\nLee"), true),
                        tuple(6, List.of("2", "O\"Neil, Z\u00f6e"), true),
                        tuple(7, List.of("3"), false));
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, comma, ','",
        "utf-8, semicolon, ;",
        "windows-1252, semicolon, ;",
        "utf-16, tab, '\t'",
        "utf-8, pipe, |"
    })
    void theFormIsProposedAndReadsTheFile(String charset, String delimiter, String character) throws Exception {
        Path file = file(
                String.join(character, "no", "\"a,;|b\"", "name") + "\n" + String.join(character, "1", "x", "Zo\u00eb")
                        + "\n",
                Charset.forName(charset));

        TableForm form = TableFile.inspect(file).proposal();

        assertThat(form.encoding().code()).isEqualTo(charset);
        assertThat(form.delimiter().code()).isEqualTo(delimiter);
        assertThat(rows(file, form).get(0).cell(2)).isEqualTo("Zo\u00eb");
    }

    @Test
    void columnsWithoutANameOrWithTheSameOneAreToldApart() throws Exception {
        try (Table table =
                TableFile.open(file("no,,name,name\n1,2,3,4\n", StandardCharsets.UTF_8), TableForm.STANDARD)) {
            assertThat(table.columns()).containsExactly("no", "(B)", "name", "name (2)");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"header, ''", "charset, 'no\n\u00eb'", "csv, 'no\n1\n\"open'"})
    void aFileThatIsNoTableIsRefusedWithTheRule(String rule, String text) throws Exception {
        Path file = file(text, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> rows(file, TableForm.STANDARD))
                .isInstanceOfSatisfying(
                        UnreadableTableException.class,
                        e -> assertThat(e.rule()).isEqualTo(rule));
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotFillTheMemory() throws Exception {
        Path file = file("no\n1\n\"" + "x".repeat(2_000_000) + "\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> rows(file, TableForm.STANDARD))
                .isInstanceOfSatisfying(UnreadableTableException.class, e -> {
                    assertThat(e.rule()).isEqualTo("csv");
                    assertThat(e.line()).isEqualTo(3);
                });
    }
}
