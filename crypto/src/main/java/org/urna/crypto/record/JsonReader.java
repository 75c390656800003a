// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * Reads canonical JSON in one pass, and only that: there is no white space to skip, no second spelling to normalise and no member to look
 * up, since the caller says what must come next. Any other byte ends the reading.
 *
 * <p>It keeps the path to where it stands, so that an error names the place: {@code ballot.contests[0].options[2].alpha: not on the curve}.
 */
final class JsonReader {

    /** The greatest integer of any object: what a JavaScript number holds exactly. */
    static final long MAX_INTEGER = (1L << 53) - 1;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_MESSAGE = 240;

    private final byte[] bytes;
    private int at;
    private boolean first = true;
    private int containers;
    private Object[] path = new Object[16];
    private int depth;

    JsonReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Demands that nothing follows. */
    void end() throws MalformedException {
        require(at == bytes.length, "bytes after the end");
    }

    void beginObject() throws MalformedException {
        expect('{', "object expected");
        open();
    }

    void endObject() throws MalformedException {
        expect('}', "end of object expected");
        close();
    }

    void beginArray() throws MalformedException {
        expect('[', "array expected");
        open();
    }

    /** Whether an element follows; if not, the array has been closed. */
    boolean hasElement() throws MalformedException {
        if (peek() == ']') {
            at++;
            close();
            return false;
        }
        separate();
        return true;
    }

    /** Reads the name of a member that must come next, and enters it. */
    void beginMember(String name) throws MalformedException {
        if (!isMember(name)) {
            throw malformed("member expected: " + name);
        }
        at += name.length() + (first ? 3 : 4);
        first = false;
        enter(name);
    }

    /** Reads whatever name a member has, for objects whose names are data. */
    String beginMember() throws MalformedException {
        separate();
        String name = string(64, false);
        expect(':', "colon expected");
        return name;
    }

    boolean isMember(String name) {
        int i = at;
        if (!first && (i >= bytes.length || bytes[i++] != ',')) {
            return false;
        }
        int end = i + name.length() + 3;
        if (end > bytes.length || bytes[i] != '"' || bytes[end - 2] != '"' || bytes[end - 1] != ':') {
            return false;
        }
        for (int k = 0; k < name.length(); k++) {
            if (bytes[i + 1 + k] != name.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    boolean atEndOfObject() {
        return peek() == '}';
    }

    boolean atEndOfArray() {
        return peek() == ']';
    }

    boolean bool() throws MalformedException {
        boolean value = peek() == 't';
        String word = value ? "true" : "false";
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i), "true or false expected");
        }
        return value;
    }

    long integer(long least, long most) throws MalformedException {
        int start = at;
        long value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = 10 * value + (bytes[at++] - '0');
            require(value <= MAX_INTEGER, "integer above 2^53 - 1");
        }
        require(at > start, "integer expected");
        require(at == start + 1 || bytes[start] != '0', "integer with a leading zero");
        require(value >= least && value <= most, "integer out of range");
        return value;
    }

    /**
     * Reads a string of at most {@code most} code points.
     *
     * @param lines whether U+000A may stand in it
     */
    String string(int most, boolean lines) throws MalformedException {
        expect('"', "string expected");
        int start = at;
        while (isPlain(peek())) {
            at++;
        }
        if (peek() == '"') {
            require(at - start <= most, "string too long");
            return new String(bytes, start, at++ - start, StandardCharsets.US_ASCII);
        }
        at = start;
        return escaped(most, lines);
    }

    /**
     * The {@code length} bytes of a string of as many plain characters, which is what a string of base64url is if it is well formed; null,
     * with nothing read, if the next value is anything else.
     */
    byte @Nullable [] plain(int length) {
        int end = at + 1 + length;
        if (end >= bytes.length || bytes[at] != '"' || bytes[end] != '"') {
            return null;
        }
        for (int i = at + 1; i < end; i++) {
            if (!isPlain(bytes[i] & 0xff)) {
                return null;
            }
        }
        byte[] plain = Arrays.copyOfRange(bytes, at + 1, end);
        at = end + 1;
        return plain;
    }

    private String escaped(int most, boolean lines) throws MalformedException {
        StringBuilder text = new StringBuilder();
        int points = 0;
        for (int b = peek(); b != '"'; b = peek()) {
            require(++points <= most, "string too long");
            if (isPlain(b)) {
                at++;
                text.append((char) b);
            } else if (b == '\\') {
                at++;
                escape(text, lines);
            } else {
                throw malformed(b < 0 ? "string without end" : "string holds a byte that must be escaped");
            }
        }
        at++;
        return text.toString();
    }

    private void escape(StringBuilder text, boolean lines) throws MalformedException {
        int b = peek();
        if (b == '"' || b == '\\') {
            at++;
            text.append((char) b);
            return;
        }
        expect('u', "unknown escape");
        char c = unit();
        require(c > 0x7e || c < 0x20, "escape of a character that needs none");
        require(c >= 0x20 || (c == '\n' && lines), "control character");
        text.append(c);
        require(!Character.isLowSurrogate(c), "lone surrogate");
        if (Character.isHighSurrogate(c)) {
            expect('\\', "lone surrogate");
            expect('u', "lone surrogate");
            char low = unit();
            require(Character.isLowSurrogate(low), "lone surrogate");
            text.append(low);
        }
    }

    private char unit() throws MalformedException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int b = peek();
            require(
                    (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f'),
                    "escape needs four lower-case hexadecimal digits");
            value = 16 * value + Character.digit(b, 16);
            at++;
        }
        return (char) value;
    }

    private static boolean isPlain(int b) {
        return b >= 0x20 && b <= 0x7e && b != '"' && b != '\\';
    }

    private void open() throws MalformedException {
        first = true;
        require(++containers <= MAX_DEPTH, "nested too deep");
    }

    private void close() {
        first = false;
        containers--;
    }

    private void separate() throws MalformedException {
        if (!first) {
            expect(',', "comma expected");
        }
        first = false;
    }

    private int peek() {
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    private void expect(char c, String rule) throws MalformedException {
        require(peek() == c, rule);
        at++;
    }

    /** Names a member or an index below the present place. */
    void enter(Object step) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
        }
        path[depth++] = step;
    }

    /** Goes back to where {@link #enter} was called. */
    void leave() {
        depth--;
    }

    void require(boolean condition, String rule) throws MalformedException {
        if (!condition) {
            throw malformed(rule);
        }
    }

    MalformedException malformed(String rule) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (path[i] instanceof Integer index) {
                text.append('[').append((int) index).append(']');
            } else {
                text.append(i == 0 ? "" : ".").append(path[i]);
            }
        }
        text.append(depth == 0 ? "" : ": ").append(rule);
        return new MalformedException(text.length() <= MAX_MESSAGE ? text.toString() : text.substring(0, MAX_MESSAGE));
    }

    /** The same broken rule, with the path to it. */
    MalformedException malformed(MalformedException cause) {
        return malformed(String.valueOf(cause.getMessage()));
    }
}
