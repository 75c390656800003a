// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.table.Delimiter;
import org.urna.server.table.Encoding;
import org.urna.server.table.TableForm;

/**
 * How staff want a file to be read and judged.
 *
 * @param columns names of the columns that make up a field, joined by a blank
 * @param fixed what all rows have that say nothing else
 * @param values what stands for a value of the file, by field
 */
record RollSettings(
        TableForm form,
        DateOrder dates,
        Map<Field, List<String>> columns,
        Map<Field, String> fixed,
        Map<Field, Map<String, String>> values,
        List<EligibilityRule> rules) {

    RollSettings {
        columns = Map.copyOf(columns);
        fixed = Map.copyOf(fixed);
        values = Map.copyOf(values);
        rules = List.copyOf(rules);
    }

    /** Columns that are called as the fields are, with the given form: what the API's plain import takes. */
    static RollSettings plain(TableForm form) {
        Map<Field, List<String>> columns = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            columns.put(field, List.of(field.code()));
        }
        return new RollSettings(form, DateOrder.ISO, columns, Map.of(), Map.of(), List.of());
    }

    /** A first guess by the names of the columns; each column is taken for one field, each field from one column. */
    static RollSettings guess(TableForm form, List<String> names) {
        Map<Field, List<String>> columns = new EnumMap<>(Field.class);
        for (String name : names) {
            Field.guess(name).ifPresent(field -> columns.putIfAbsent(field, List.of(name)));
        }
        List<String> parts = Field.partsOfNames(names);
        if (!parts.isEmpty()) {
            columns.putIfAbsent(Field.NAME, parts);
        }
        return new RollSettings(form, DateOrder.DMY, columns, Map.of(), Map.of(), List.of());
    }

    /** Whether all columns that these settings name are there. */
    boolean fits(List<String> names) {
        return columns.values().stream().allMatch(names::containsAll);
    }

    RollSettings with(TableForm other) {
        return new RollSettings(other, dates, columns, fixed, values, rules);
    }

    /** Reads what the API's schema has checked; fails with {@code request-invalid} if a date is none. */
    static RollSettings of(JsonNode json) {
        TableForm form = new TableForm(
                json.path("sheet").asText(""),
                Encoding.of(json.path("charset").asText("utf-8")),
                Delimiter.of(json.path("delimiter").asText("comma")));
        Map<Field, List<String>> columns = new EnumMap<>(Field.class);
        json.path("columns").properties().forEach(each -> {
            List<String> names = new ArrayList<>();
            each.getValue().forEach(name -> names.add(name.asText()));
            columns.put(Field.of(each.getKey()), names);
        });
        Map<Field, String> fixed = new EnumMap<>(Field.class);
        json.path("fixed")
                .properties()
                .forEach(each ->
                        fixed.put(Field.of(each.getKey()), each.getValue().asText()));
        Map<Field, Map<String, String>> values = new EnumMap<>(Field.class);
        json.path("values").properties().forEach(each -> {
            Map<String, String> stands = new LinkedHashMap<>();
            each.getValue()
                    .properties()
                    .forEach(
                            value -> stands.put(value.getKey(), value.getValue().asText()));
            values.put(Field.of(each.getKey()), stands);
        });
        return new RollSettings(
                form, DateOrder.of(json.path("dates").asText("iso")), columns, fixed, values, rules(json));
    }

    private static List<EligibilityRule> rules(JsonNode json) {
        List<EligibilityRule> rules = new ArrayList<>();
        try {
            json.path("rules").forEach(each -> rules.add(EligibilityRule.of(each)));
        } catch (DateTimeException e) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "a rule's date is not on the calendar");
        }
        return rules;
    }

    /** As the API and the database have it. */
    ObjectNode json() {
        ObjectNode json = StrictJson.object();
        json.put("sheet", form.sheet());
        json.put("charset", form.encoding().code());
        json.put("delimiter", form.delimiter().code());
        json.put("dates", dates.code());
        ObjectNode mapped = json.putObject("columns");
        columns.forEach((field, names) -> names.forEach(mapped.withArray(field.code())::add));
        ObjectNode constants = json.putObject("fixed");
        fixed.forEach((field, value) -> constants.put(field.code(), value));
        ObjectNode translated = json.putObject("values");
        values.forEach((field, stands) -> {
            ObjectNode each = translated.putObject(field.code());
            stands.forEach(each::put);
        });
        rules.forEach(rule -> json.withArray("rules").add(rule.json()));
        return json;
    }
}
