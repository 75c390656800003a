// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Decision;

/**
 * Writes what staff asked for as the exact text that officers sign (docs/protocol.md §12.2): members in their order, ASCII, no white space.
 * The strict reader of decisions has the last word on whether it is one.
 */
final class DecisionText {

    /** The order of members in arguments. Members of other objects (texts by language) keep theirs. */
    private static final List<String> ORDER = List.of(
            "attempt",
            "trustees",
            "contest",
            "candidate",
            "old",
            "new",
            "path",
            "sha256",
            "removed",
            "added",
            "name",
            "key",
            "crv",
            "kty",
            "x",
            "y");

    private DecisionText() {}

    /**
     * The decision.
     *
     * @param anchorName {@code M} or {@code E}
     * @throws MalformedException if it would not be one
     */
    static Decision of(
            String anchorName,
            String anchor,
            String action,
            JsonNode arguments,
            long sequence,
            String notBefore,
            String notAfter,
            String reason)
            throws MalformedException {
        StringBuilder text = new StringBuilder("{");
        member(text, anchorName);
        string(text, anchor);
        text.append(',');
        member(text, "action");
        string(text, action);
        text.append(',');
        member(text, "arguments");
        value(text, arguments);
        text.append(",\"sequence\":").append(sequence).append(',');
        member(text, "notBefore");
        string(text, notBefore);
        text.append(',');
        member(text, "notAfter");
        string(text, notAfter);
        text.append(',');
        member(text, "reason");
        string(text, reason);
        return Decision.read(text.append('}').toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void value(StringBuilder text, JsonNode node) {
        if (node.isObject()) {
            object(text, node);
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode each : node) {
                text.append(separator);
                value(text, each);
                separator = ",";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isTextual()) {
            string(text, node.textValue());
        } else {
            text.append(node);
        }
    }

    private static void object(StringBuilder text, JsonNode node) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
        if (members.stream().allMatch(member -> ORDER.contains(member.getKey()))) {
            members.sort(Comparator.comparing(member -> ORDER.indexOf(member.getKey())));
        }
        String separator = "{";
        for (Map.Entry<String, JsonNode> each : members) {
            text.append(separator);
            member(text, each.getKey());
            value(text, each.getValue());
            separator = ",";
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private static void member(StringBuilder text, String name) {
        string(text, name);
        text.append(':');
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= 0x20 && c < 0x7f) {
                text.append(c);
            } else {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit((c >> shift) & 0xf, 16));
                }
            }
        }
        text.append('"');
    }
}
