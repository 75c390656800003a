// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.PublishedObjects;

/**
 * The published schemas say what a real election publishes, and the published examples hold under them. {@code -Durna.examples=write}
 * writes the examples anew.
 */
class PublishedObjectsTest {

    private static final Path SCHEMAS = Path.of("..", "docs", "schema");
    private static final Path EXAMPLES = Path.of("..", "docs", "examples");
    private static final String BASE = "https://schemas.example.org/";

    private final SchemaRepository repository = repository();

    @Test
    void everyObjectOfAFinishedElectionHoldsUnderItsSchema() throws IOException {
        Map<String, byte[]> objects = PublishedObjects.of(Elections.finished());
        if ("write".equals(System.getProperty("urna.examples"))) {
            Files.createDirectories(EXAMPLES);
            for (Map.Entry<String, byte[]> object : objects.entrySet()) {
                Files.write(EXAMPLES.resolve(object.getKey() + ".json"), object.getValue());
            }
        }

        assertThat(objects).hasSizeGreaterThan(35);
        objects.forEach((kind, bytes) ->
                assertThat(faults(kind, Json.decodeValue(text(bytes)))).as(kind).isEmpty());
    }

    @Test
    void everyExampleHoldsUnderItsSchemaAndNotWithAMemberMore() throws IOException {
        Map<String, byte[]> examples = examples();
        assertThat(examples).isNotEmpty();
        examples.forEach((kind, bytes) -> {
            Object value = Json.decodeValue(text(bytes));
            assertThat(faults(kind, value)).as(kind).isEmpty();
            if (value instanceof JsonObject object) {
                assertThat(faults(kind, object.copy().put("more", 1))).as(kind).isNotEmpty();
                object.fieldNames()
                        .forEach(name -> assertThat(faults(kind, without(object, name)))
                                .as("%s without %s", kind, name)
                                .isNotEmpty());
            }
        });
    }

    @Test
    void thereIsAnExampleOfEverythingThatAnElectionPublishes() throws IOException {
        assertThat(examples().keySet())
                .containsAll(PublishedObjects.of(Elections.finished()).keySet());
    }

    private static JsonObject without(JsonObject object, String name) {
        JsonObject less = object.copy();
        less.remove(name);
        return less;
    }

    private static Map<String, byte[]> examples() throws IOException {
        Map<String, byte[]> examples = new TreeMap<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                examples.put(file.getFileName().toString().replace(".json", ""), Files.readAllBytes(file));
            }
        }
        return examples;
    }

    private String faults(String kind, Object value) {
        String schema =
                kind.startsWith("message-") ? "signed-message" : kind.startsWith("decision-") ? "decision" : kind;
        OutputUnit unit = repository.validator(BASE + schema + ".json").validate(value);
        return unit.getValid() ? "" : String.valueOf(unit.toJson());
    }

    private static SchemaRepository repository() {
        SchemaRepository repository = SchemaRepository.create(new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            for (Path file : files.toList()) {
                JsonObject schema = new JsonObject(Files.readString(file));
                assertThat(schema.getString("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
                repository.dereference(
                        BASE + file.getFileName(), JsonSchema.of(schema.put("$id", BASE + file.getFileName())));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return repository;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
