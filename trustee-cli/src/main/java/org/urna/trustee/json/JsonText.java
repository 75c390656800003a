// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * Reads JSON from outside: no member twice, no null, no fraction, nothing after the end, bounded depth. White space and the order
 * of members are free.
 */
public final class JsonText {

    private static final int MAX_DEPTH = 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonText() {}

    /**
     * Reads one object.
     *
     * @throws MalformedException if the bytes are anything else
     */
    public static JsonObject object(byte[] bytes) throws MalformedException {
        if (value(bytes) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedException("not a JSON object");
    }

    /**
     * Reads an array of objects.
     *
     * @throws MalformedException if the bytes are anything else
     */
    public static List<JsonObject> objects(byte[] bytes) throws MalformedException {
        if (value(bytes) instanceof List<?> list) {
            return JsonObject.elements(list, JsonObject.class, "the array");
        }
        throw new MalformedException("not a JSON array");
    }

    private static Object value(byte[] bytes) throws MalformedException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            Object value = read(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new MalformedException("JSON goes on after its end");
            }
            return value;
        } catch (IOException e) {
            // The parser's own message may quote what it read, which may be a key file.
            throw new MalformedException("not JSON");
        }
    }

    private static Object read(JsonParser parser, @Nullable JsonToken token) throws IOException, MalformedException {
        if (token == null) {
            throw new MalformedException("not JSON");
        }
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> throw new MalformedException("JSON value of a kind that does not occur here");
        };
    }

    private static JsonObject readObject(JsonParser parser) throws IOException, MalformedException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, read(parser, parser.nextToken()));
        }
        return new JsonObject(members);
    }

    private static List<Object> readArray(JsonParser parser) throws IOException, MalformedException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(read(parser, token));
        }
        return Collections.unmodifiableList(values);
    }
}
