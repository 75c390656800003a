// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the canonical JSON of docs/protocol.md §12: ASCII, no white space, two short escapes and {@code \}{@code u} for the rest. */
final class JsonWriter {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[512];
    private int size;
    private boolean first = true;

    /** Refuses to write what no reader would accept. */
    static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException("value has no writing: " + rule);
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void beginObject() {
        put('{');
        first = true;
    }

    void endObject() {
        put('}');
        first = false;
    }

    void beginArray() {
        put('[');
        first = true;
    }

    void endArray() {
        put(']');
        first = false;
    }

    /** Announces the next element of an array. */
    void element() {
        if (!first) {
            put(',');
        }
        first = false;
    }

    void member(String name) {
        element();
        put('"');
        ascii(name);
        put('"');
        put(':');
    }

    void integer(long value) {
        ascii(Long.toString(value));
    }

    void bool(boolean value) {
        ascii(value ? "true" : "false");
    }

    void string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c >= 0x20 && c <= 0x7e) {
                put(c);
            } else {
                put('\\');
                put('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    put(DIGITS[c >> shift & 0xf]);
                }
            }
        }
        put('"');
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) b;
    }
}
