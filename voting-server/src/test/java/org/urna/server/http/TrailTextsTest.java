// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail says in words, in each language, what staff did: every operation that it can hold has a text. */
class TrailTextsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the trail holds that no call of staff's is. */
    private static final Set<String> WITHOUT_A_CALL = Set.of("signIn", "enrol", "makeLinkOnServer");

    private static JsonNode texts(String language) throws Exception {
        String name = "/web/staff/trail/messages/" + language + ".json";
        try (InputStream in = TrailTextsTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "cy"})
    void everyOperationThatTheTrailCanHoldHasAText(String language) throws Exception {
        Set<String> operations = new TreeSet<>(WITHOUT_A_CALL);
        OpenApiDocument.load().operations().values().stream()
                .filter(operation -> !operation.roles().isEmpty())
                .forEach(operation -> operations.add(operation.id()));
        JsonNode texts = texts(language);

        assertThat(operations).hasSizeGreaterThan(40);
        assertThat(operations)
                .allSatisfy(operation -> assertThat(
                                texts.path("trail.operation." + operation).asText())
                        .as(operation)
                        .isNotBlank());
    }
}
