// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.table.TableForm;
import org.urna.server.table.TableRow;

/** A member as staff want them: read from a request, judged by the rules by which a row of a file is judged. */
final class Corrected {

    private static final List<Field> ADDRESS =
            List.of(Field.ADDRESS1, Field.ADDRESS2, Field.ADDRESS3, Field.ADDRESS4, Field.ADDRESS5);
    private static final Map<String, Field> TEXTS = Map.of(
            "name", Field.NAME,
            "email", Field.EMAIL,
            "postcode", Field.POSTCODE,
            "country", Field.COUNTRY,
            "language", Field.LANGUAGE,
            "class", Field.CLASS,
            "ballotStyle", Field.BALLOT_STYLE);

    private Corrected() {}

    /** The fields that a request names; an address as a whole, its empty lines left out. */
    static Map<Field, String> fields(JsonNode json) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        TEXTS.forEach((member, field) -> {
            if (json.has(member)) {
                fields.put(field, json.path(member).asText().strip());
            }
        });
        if (json.has("weight")) {
            fields.put(Field.WEIGHT, String.valueOf(json.path("weight").asInt()));
        }
        if (json.has("address")) {
            ADDRESS.forEach(field -> fields.put(field, ""));
            int next = 0;
            for (JsonNode line : json.path("address")) {
                if (!line.asText().isBlank()) {
                    fields.put(ADDRESS.get(next++), line.asText().strip());
                }
            }
        }
        return fields;
    }

    /** Fails with {@code roll-invalid} and the rules that are broken. */
    static void check(Map<Field, String> fields, RollTerms terms) {
        List<Field> order = List.of(Field.values());
        TableRow row = new TableRow(
                0, order.stream().map(field -> fields.getOrDefault(field, "")).toList(), true, Map.of(), false);
        RollSettings plain = RollSettings.plain(TableForm.STANDARD);
        List<RollRemark> remarks =
                new RowReader(plain, terms, Field.NAMES).read(row).remarks();
        if (!remarks.isEmpty()) {
            throw new Refusal(ProblemCode.ROLL_INVALID, remarks.get(0).reason(), Map.of("remarks", remarks));
        }
    }

    static Refusal invalid(String reason) {
        return new Refusal(ProblemCode.ROLL_INVALID, reason);
    }
}
