// SPDX-License-Identifier: Apache-2.0
package org.urna.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.urna.crypto.MalformedException;

/**
 * Reads and writes plain JSON (RFC 8259) without indulgence: UTF-8 without a byte order mark, no member twice, no comment, nothing after the
 * value, no surrogate alone, at most {@value #MAX_DEPTH} levels.
 */
public final class StrictJson {

    /** Levels of nesting that are read. */
    public static final int MAX_DEPTH = 16;

    private static final int MAX_STRING = 1_000_000;
    private static final int MAX_NUMBER = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private StrictJson() {}

    /**
     * Reads one value.
     *
     * @throws MalformedException naming the rule that is broken, never the content
     */
    public static JsonNode read(byte[] bytes) throws MalformedException {
        String text = utf8(bytes);
        if (text.startsWith("\uFEFF")) {
            throw new MalformedException("json: byte order mark");
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new MalformedException("json: too deep, or a string or number too long");
        } catch (JsonParseException e) {
            throw new MalformedException("json: " + rule(e) + at(e));
        } catch (JsonProcessingException e) {
            throw new MalformedException("json: something stands after the value, or a member stands twice" + at(e));
        }
        if (tree == null || tree.isMissingNode()) {
            throw new MalformedException("json: empty");
        }
        rejectLoneSurrogates(tree);
        return tree;
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new, empty list. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Reads what {@link #write} wrote, from the server's own database. */
    public static JsonNode readStored(String text) {
        try {
            return read(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new IllegalStateException("stored JSON is damaged: " + e.getMessage(), e);
        }
    }

    /** A record, map or list as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** UTF-8 bytes of a tree, record, map or list, without white space. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String utf8(byte[] bytes) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("json: not UTF-8");
        }
    }

    private static String rule(JsonParseException e) {
        String message = e.getOriginalMessage();
        return message != null && message.startsWith("Duplicate") ? "a member stands twice" : "not well formed";
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static void rejectLoneSurrogates(JsonNode node) throws MalformedException {
        if (node.isTextual() && !StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue())) {
            throw new MalformedException("json: a surrogate stands alone");
        }
        for (JsonNode child : node) {
            rejectLoneSurrogates(child);
        }
        for (var member : node.properties()) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(member.getKey())) {
                throw new MalformedException("json: a surrogate stands alone");
            }
        }
    }
}
