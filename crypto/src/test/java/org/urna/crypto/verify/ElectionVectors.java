// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.urna.crypto.group.Base64Url;

/** Writes {@code elections.json} and {@code broken-elections.json} of {@code docs/vectors} from the catalogue of boards. */
final class ElectionVectors {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String SOURCE = "docs/protocol.md section 11";

    private final Map<String, BoardCatalogue.Files> elections = new LinkedHashMap<>();

    ElectionVectors() {
        BoardCatalogue.vectors().forEach((id, files) -> elections.put(id, files.get()));
    }

    /** Whole elections on which every check holds. */
    String elections() {
        List<String> cases = new ArrayList<>();
        elections.forEach((id, files) -> {
            Map<String, Object> fields = begin(id, "every check holds", "election", "ACCEPTED");
            given(fields, files);
            Map<String, Object> rows = new LinkedHashMap<>();
            files.outcomes().forEach((check, outcome) -> rows.put(check, outcome.name()));
            fields.put("rows", rows);
            Map<String, Object> content = new TreeMap<>();
            files.content().forEach((path, bytes) -> content.put(path, Base64Url.encode(bytes)));
            fields.put("files", content);
            cases.add(written(fields));
        });
        return file(cases);
    }

    /** The first broken board of the catalogue for every check, each as what makes it of the election from which least has to be changed. */
    String brokenElections() {
        List<String> cases = new ArrayList<>();
        Set<String> checks = new LinkedHashSet<>();
        for (BoardCatalogue.Case broken : BoardCatalogue.broken().toList()) {
            String check = broken.name().substring(0, broken.name().indexOf(": "));
            if (checks.add(check)) {
                cases.add(written(broken(check, broken)));
            }
        }
        return file(cases);
    }

    private Map<String, Object> broken(String check, BoardCatalogue.Case broken) {
        BoardCatalogue.Files files = broken.board().get();
        String comment = broken.name().substring(check.length() + 2);
        Map<String, Object> fields = begin(check, comment, "broken-election", "REJECTED");
        fields.put("check", check);
        fields.put("failing", List.copyOf(broken.failing()));
        given(fields, files);
        Map<String, Object> best = Map.of();
        for (Map.Entry<String, BoardCatalogue.Files> election : elections.entrySet()) {
            Patch patch = Patch.between(election.getValue().content(), files.content());
            Map<String, Object> candidate = new LinkedHashMap<>();
            candidate.put("of", election.getKey());
            candidate.put("removed", patch.removed());
            candidate.put("files", patch.files());
            if (best.isEmpty() || written(candidate).length() < written(best).length()) {
                best = candidate;
            }
        }
        fields.putAll(best);
        return fields;
    }

    private static Map<String, Object> begin(String id, String comment, String operation, String expect) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("comment", comment);
        fields.put("operation", operation);
        fields.put("expect", expect);
        return fields;
    }

    private static void given(Map<String, Object> fields, BoardCatalogue.Files files) {
        fields.put("boardKey", files.boardKey());
        fields.put("fingerprints", files.fingerprints());
        fields.put("receipts", files.receipts());
        fields.put("trustees", files.trustees());
    }

    /** One case a line, as in all other files. */
    private static String file(List<String> cases) {
        return "{\"source\":\"" + SOURCE + "\",\"cases\":[\n" + String.join(",\n", cases) + "\n]}\n";
    }

    private static String written(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                json.writeFieldName((String) member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString((String) value);
        }
    }
}
