// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Test vectors that lie beside the tests as JSON: {@code {"source": …, "cases": [{name: string or number, …}, …]}}. */
public final class JsonResource {

    private JsonResource() {}

    /** The cases of a resource, at least one, numbers as text. */
    public static List<Map<String, String>> cases(String resource) throws IOException {
        List<Map<String, String>> cases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(JsonResource.class.getResourceAsStream(resource), resource);
                JsonParser parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                Objects.requireNonNull(parser.currentToken(), "no list of cases");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> members = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    parser.nextToken();
                    members.put(parser.currentName(), parser.getText());
                }
                cases.add(members);
            }
        }
        if (cases.isEmpty()) {
            throw new AssertionError(resource + " holds no case");
        }
        return cases;
    }
}
