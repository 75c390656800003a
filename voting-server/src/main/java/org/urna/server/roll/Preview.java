// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.Refusal;
import org.urna.server.table.Table;
import org.urna.server.table.TableFile;
import org.urna.server.table.TableRow;
import org.urna.server.table.UnreadableTableException;

/** The beginning of a file, as it would be read. */
final class Preview {

    private static final int ROWS_READ = 500;
    private static final int ROWS_SHOWN = 20;
    private static final int SAMPLES = 4;
    private static final int SAMPLE_LENGTH = 60;
    private static final int VALUES = 60;

    private final Table table;
    private final RollTerms terms;
    private final List<TableRow> rows = new ArrayList<>();

    private Preview(Table table, RollTerms terms) {
        this.table = table;
        this.terms = terms;
    }

    static ObjectNode of(Path file, RollSettings settings, RollTerms terms)
            throws IOException, UnreadableTableException {
        try (Table table = TableFile.open(file, settings.form())) {
            Preview preview = new Preview(table, terms);
            preview.read();
            return preview.json(settings);
        }
    }

    private void read() throws UnreadableTableException {
        while (rows.size() < ROWS_READ) {
            Optional<TableRow> next = table.next();
            if (next.isEmpty()) {
                return;
            }
            rows.add(next.get());
        }
    }

    private ObjectNode json(RollSettings settings) {
        ObjectNode json = StrictJson.object();
        columns(json.putArray("columns"));
        json.set(
                "guess",
                RollSettings.guess(settings.form(), table.columns()).json().path("columns"));
        json.put("hiddenRows", rows.stream().filter(TableRow::hidden).count());
        json.set("styles", StrictJson.tree(terms.styles()));
        try {
            RowReader reader = new RowReader(settings, terms, table.columns());
            List<RollRow> read = rows.stream().map(reader::read).toList();
            read.stream()
                    .limit(ROWS_SHOWN)
                    .forEach(row -> json.withArray("rows").add(row(row)));
            json.put("good", read.stream().filter(RollRow::isGood).count());
            json.put("bad", read.stream().filter(row -> !row.isGood()).count());
        } catch (Refusal incomplete) {
            json.put("missing", incomplete.detail());
        }
        values(settings, json.putObject("values"));
        return json;
    }

    private void columns(ArrayNode columns) {
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            ObjectNode each = columns.addObject();
            each.put("name", table.columns().get(i));
            ArrayNode samples = each.putArray("samples");
            rows.stream()
                    .map(row -> row.cell(column))
                    .filter(cell -> !cell.isEmpty())
                    .distinct()
                    .limit(SAMPLES)
                    .map(Preview::shortened)
                    .forEach(samples::add);
        }
    }

    private static String shortened(String cell) {
        return cell.length() <= SAMPLE_LENGTH ? cell : cell.substring(0, SAMPLE_LENGTH) + "…";
    }

    private static ObjectNode row(RollRow row) {
        ObjectNode json = StrictJson.object();
        json.put("line", row.line());
        ObjectNode fields = json.putObject("fields");
        for (Field field : Field.values()) {
            if (!row.get(field).isEmpty()) {
                fields.put(field.code(), row.get(field));
            }
        }
        json.set("remarks", StrictJson.tree(row.remarks()));
        return json;
    }

    /** What stands in the columns that name ballot styles and classes, before anything is put in its place. */
    private void values(RollSettings settings, ObjectNode values) {
        for (Field field : List.of(Field.BALLOT_STYLE, Field.CLASS)) {
            List<String> names = settings.columns().getOrDefault(field, List.of());
            if (names.size() != 1 || !table.columns().contains(names.get(0))) {
                continue;
            }
            int column = table.columns().indexOf(names.get(0));
            Set<String> distinct = new LinkedHashSet<>();
            rows.stream()
                    .map(row -> row.cell(column))
                    .filter(cell -> !cell.isEmpty())
                    .forEach(distinct::add);
            distinct.stream().limit(VALUES).map(Preview::shortened).forEach(values.putArray(field.code())::add);
        }
    }
}
