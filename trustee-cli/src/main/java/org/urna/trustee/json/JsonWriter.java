// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes JSON in one form: ASCII, no white space, members in the order of the calls. Not safe for concurrent use. */
public final class JsonWriter {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /** Begins an object. */
    public JsonWriter beginObject() {
        return open('{');
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Begins an array; {@link #element} goes before each object in it. */
    public JsonWriter beginArray() {
        return open('[');
    }

    /** Ends an array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Goes before an element of an array. */
    public JsonWriter element() {
        separate();
        return this;
    }

    /** Goes before the value of a member. */
    public JsonWriter member(String name) {
        separate();
        quote(name);
        text.append(':');
        return this;
    }

    /** A member that is a string. */
    public JsonWriter text(String name, String value) {
        member(name);
        quote(value);
        return this;
    }

    /** A member that is an integer. */
    public JsonWriter integer(String name, long value) {
        member(name);
        text.append(value);
        return this;
    }

    /** A member that is {@code true} or {@code false}. */
    public JsonWriter bool(String name, boolean value) {
        member(name);
        text.append(value);
        return this;
    }

    /** A member that is an array of strings. */
    public JsonWriter texts(String name, List<String> values) {
        member(name).beginArray();
        for (String value : values) {
            separate();
            quote(value);
        }
        return endArray();
    }

    /** A member whose value is JSON already. */
    public JsonWriter raw(String name, String json) {
        member(name);
        text.append(json);
        return this;
    }

    /** What was written; the writer forgets it. */
    public byte[] toBytes() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        char[] blank = new char[text.length()];
        Arrays.fill(blank, '\0');
        text.setLength(0);
        text.append(blank);
        text.setLength(0);
        return bytes;
    }

    private JsonWriter open(char bracket) {
        text.append(bracket);
        first = true;
        return this;
    }

    private JsonWriter close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE) {
                text.append(c);
            } else {
                text.append(String.format("\\u%04x", (int) c));
            }
        }
        text.append('"');
    }
}
