// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/** The forms of single values, by their names in docs/protocol.md §12. */
final class Forms {

    static final Form<Boolean> BOOL = new Form<>() {
        @Override
        public Boolean read(JsonReader in) throws MalformedException {
            return in.bool();
        }

        @Override
        public void write(JsonWriter out, Boolean value) {
            out.bool(value);
        }
    };

    /** Up to 2^53 - 1. */
    static final Form<Long> INTEGER = integer(0, JsonReader.MAX_INTEGER);

    /** Up to 2^31 - 1. */
    static final Form<Integer> INT = integer(0, Integer.MAX_VALUE).map(Long::intValue, Integer::longValue);

    /** An index or a count that is never zero. */
    static final Form<Integer> POSITIVE = integer(1, Integer.MAX_VALUE).map(Long::intValue, Integer::longValue);

    static final Form<Point> POINT = base64Url(86).map(Point::decode, Point::encode);
    static final Form<Scalar> SCALAR = base64Url(43).map(Scalar::decode, Scalar::encode);
    static final Form<Hash> HASH = text(64, 64, false).map(Hash::parse, Hash::hex);
    static final Form<ElectionId> ELECTION = text(32, 32, false).map(ElectionId::parse, ElectionId::hex);
    static final Form<Instant> TIME = text(20, 20, false).map(Minute::parse, Minute::format);

    static final Form<String> NAME = text(1, 200, false);
    static final Form<String> ID = checked(text(1, 32, false), Forms::isId, "not an id");
    static final Form<String> LANGUAGE = checked(text(2, 35, false), Forms::isLanguage, "not a language tag");
    static final Form<String> THUMBPRINT = checked(text(43, 43, false), t -> isBase64Url(t, 32), "not a thumbprint");
    static final Form<String> JWE = checked(text(1, 2000, false), Forms::isJwe, "not a compact JWE");
    static final Form<String> NOTE = text(1, 16_384, true);

    /** An id, or the empty string where a contest is not divided. */
    static final Form<String> SECTION = checked(text(0, 32, false), t -> t.isEmpty() || isId(t), "not an id");

    private Forms() {}

    static Form<Long> integer(long least, long most) {
        return new Form<>() {
            @Override
            public Long read(JsonReader in) throws MalformedException {
                return in.integer(least, most);
            }

            @Override
            public void write(JsonWriter out, Long value) {
                JsonWriter.require(value >= least && value <= most, "integer out of range");
                out.integer(value);
            }
        };
    }

    /** A string of {@code least} to {@code most} code points. */
    static Form<String> text(int least, int most, boolean lines) {
        return new Form<>() {
            @Override
            public String read(JsonReader in) throws MalformedException {
                String text = in.string(most, lines);
                in.require(
                        least < 2 ? text.length() >= least : text.codePointCount(0, text.length()) >= least,
                        "string too short");
                return text;
            }

            @Override
            public void write(JsonWriter out, String value) {
                int points = value.codePointCount(0, value.length());
                JsonWriter.require(points >= least && points <= most, "length of a string");
                JsonWriter.require(isWritable(value, lines), "character of a string");
                out.string(value);
            }
        };
    }

    /** Bytes as base64url of exactly {@code length} characters. */
    private static Form<byte[]> base64Url(int length) {
        Form<byte[]> slow = text(length, length, false).map(Base64Url::decode, Base64Url::encode);
        return new Form<>() {
            @Override
            public byte[] read(JsonReader in) throws MalformedException {
                byte[] text = in.plain(length);
                if (text == null) {
                    return slow.read(in); // which names what is wrong
                }
                try {
                    return Base64Url.decode(text);
                } catch (MalformedException e) {
                    throw in.malformed(e);
                }
            }

            @Override
            public void write(JsonWriter out, byte[] value) {
                slow.write(out, value);
            }
        };
    }

    static Form<String> checked(Form<String> form, Predicate<String> holds, String rule) {
        return form.map(
                text -> {
                    if (!holds.test(text)) {
                        throw new MalformedException(rule);
                    }
                    return text;
                },
                text -> {
                    JsonWriter.require(holds.test(text), rule);
                    return text;
                });
    }

    /** One of a closed list of words. */
    static <E> Form<E> word(List<E> values, Function<E, String> spelling) {
        Map<String, E> bySpelling = values.stream().collect(Collectors.toMap(spelling, Function.identity()));
        return text(1, 64, false)
                .map(
                        text -> {
                            E value = bySpelling.get(text);
                            if (value == null) {
                                throw new MalformedException("word not in the list");
                            }
                            return value;
                        },
                        spelling);
    }

    /** One of these words and no other. */
    static Form<String> word(String... words) {
        return checked(
                text(1, 64, false), Stream.of(words).collect(Collectors.toSet())::contains, "word not in the list");
    }

    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > 32 || text.charAt(0) == '-') {
            return false;
        }
        return all(text, c -> isLower(c) || isDigit(c) || c == '-');
    }

    /** Two or three lower-case letters, then parts of two to eight letters and digits. */
    static boolean isLanguage(String text) {
        String[] parts = text.split("-", -1);
        boolean primary = parts[0].length() >= 2 && parts[0].length() <= 3 && all(parts[0], Forms::isLower);
        return primary
                && text.length() <= 35
                && Stream.of(parts)
                        .skip(1)
                        .allMatch(p -> p.length() >= 2
                                && p.length() <= 8
                                && all(p, c -> isLower(c) || isUpper(c) || isDigit(c)));
    }

    static boolean isBase64Url(String text, int bytes) {
        try {
            return Base64Url.decode(text).length == bytes;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static boolean isJwe(String text) {
        return text.chars().filter(c -> c == '.').count() == 4
                && all(text, c -> isLower(c) || isUpper(c) || isDigit(c) || c == '-' || c == '_' || c == '.');
    }

    private static boolean isWritable(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && !(lines && c == '\n')) {
                return false;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean all(String text, Predicate<Character> holds) {
        for (int i = 0; i < text.length(); i++) {
            if (!holds.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
