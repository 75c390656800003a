// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;

/** B1: another spelling of a published object, of any kind and at any place in it, is malformed. */
@DisplayName("B1 strict JSON for everything published")
class StrictReadingTest {

    private static final int SEEDS = 2;

    /** Very long spellings are tried at every so many tokens: they differ little by place. */
    private static final int LONG_STEP = 11;

    /** A spelling that must not be read, and what is wrong with it. */
    private record Bent(String rule, String text) {}

    /** Makes bent texts of a good one. */
    private interface Bender {
        void bend(JsonTokens tokens, int i, List<Bent> bent);
    }

    private static final List<Bender> BENDERS = List.of(
            StrictReadingTest::whiteSpaceAndComments,
            StrictReadingTest::members,
            StrictReadingTest::values,
            StrictReadingTest::integers,
            StrictReadingTest::strings,
            StrictReadingTest::encodings);

    @ParameterizedTest
    @MethodSource("org.urna.crypto.record.ObjectKind#stream")
    void everyOtherSpellingIsMalformed(ObjectKind<?> kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            String good = new String(kind.bytes(new Samples(seed)), StandardCharsets.US_ASCII);
            JsonTokens tokens = JsonTokens.of(good);
            List<Bent> bent = new ArrayList<>();
            whole(good, bent);
            for (Bender bender : BENDERS) {
                for (int i = 0; i < tokens.size(); i++) {
                    bender.bend(tokens, i, bent);
                }
            }
            assertThat(bent).hasSizeGreaterThan(20);
            bent.forEach(b -> mustBeMalformed(kind, good, b));
        }
    }

    private static void mustBeMalformed(ObjectKind<?> kind, String good, Bent bent) {
        assertThat(bent.text()).isNotEqualTo(good);
        try {
            kind.again(bent.text().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThanOrEqualTo(240);
            return;
        }
        fail("%s was read: %s", bent.rule(), bent.text());
    }

    private static void whole(String good, List<Bent> bent) {
        bent.add(new Bent("empty", ""));
        bent.add(new Bent("byte order mark", "\ufeff" + good));
        bent.add(new Bent("trailing bytes", good + "x"));
        bent.add(new Bent("trailing line feed", good + "\n"));
        bent.add(new Bent("twice", good + good));
        bent.add(new Bent("cut short", good.substring(0, good.length() - 1)));
        bent.add(new Bent("very deep", "[".repeat(50_000)));
        bent.add(new Bent("wrapped", "[" + good + "]"));
        bent.add(new Bent("trailing zero byte", good + "\0"));
    }

    private static void whiteSpaceAndComments(JsonTokens tokens, int i, List<Bent> bent) {
        List<String> spaces = List.of(" ", "\n", "\t", "\r", "/**/", "//\n", "#\n", "\u00a0");
        bent.add(new Bent("space or comment", tokens.replaced(i, i, spaces.get(i % spaces.size()))));
        bent.add(new Bent("space or comment", tokens.replaced(i, i, spaces.get((i + 4) % spaces.size()))));
    }

    private static void members(JsonTokens tokens, int i, List<Bent> bent) {
        if (!tokens.isName(i)) {
            return;
        }
        int end = tokens.endOfValue(i + 2);
        String member = tokens.text(i, end);
        bent.add(new Bent("duplicate member", tokens.replaced(i, i, member + ",")));
        bent.add(new Bent("duplicate member later", tokens.replaced(end, end, "," + member)));
        bent.add(new Bent("unknown member before", tokens.replaced(i, i, "\"x\":1,")));
        bent.add(new Bent("unknown member after", tokens.replaced(end, end, ",\"x\":1")));
        bent.add(new Bent(
                "unknown name", tokens.replaced(i, i + 1, "\"X" + tokens.get(i).substring(1))));
        bent.add(new Bent("name with an escape", tokens.replaced(i, i + 1, escaped(tokens.get(i)))));
        bent.add(new Bent(
                "name without quotes", tokens.replaced(i, i + 1, tokens.get(i).replace("\"", ""))));
        bent.add(new Bent("trailing comma", tokens.replaced(end, end, ",")));
        if (tokens.get(end).equals(",") && !tokens.isLanguage(i)) {
            int next = tokens.endOfValue(end + 3);
            bent.add(new Bent("order", tokens.replaced(i, next, tokens.text(end + 1, next) + "," + member)));
        }
    }

    private static void values(JsonTokens tokens, int i, List<Bent> bent) {
        if (!tokens.isValue(i)) {
            return;
        }
        int end = tokens.endOfValue(i);
        String deep = "[".repeat(20) + "]".repeat(20);
        for (String other : List.of(
                "null", "NaN", "Infinity", "undefined", "'a'", deep, "{\"a\":".repeat(17) + "1" + "}".repeat(17))) {
            bent.add(new Bent("other value", tokens.replaced(i, end, other)));
        }
        bent.add(new Bent("trailing comma", tokens.replaced(end, end, ",")));
        bent.add(new Bent("value in an array", tokens.replaced(i, end, "[" + tokens.text(i, end) + "]")));
        if ("true".equals(tokens.get(i)) || "false".equals(tokens.get(i))) {
            bent.add(new Bent("boolean", tokens.replaced(i, end, "1")));
            bent.add(new Bent("boolean", tokens.replaced(i, end, "\"true\"")));
            bent.add(new Bent("boolean", tokens.replaced(i, end, "True")));
        }
    }

    private static void integers(JsonTokens tokens, int i, List<Bent> bent) {
        String n = tokens.get(i);
        if (!n.matches("[0-9]+")) {
            return;
        }
        for (String other : List.of(
                n + ".0",
                n + "e0",
                n + "E0",
                "-" + n,
                "+" + n,
                "0" + n,
                n + ".",
                "." + n,
                "0x" + n,
                "\"" + n + "\"",
                "9007199254740992",
                "18446744073709551617",
                "9".repeat(400),
                "-0",
                "1_0")) {
            bent.add(new Bent("integer", tokens.replaced(i, i + 1, other)));
        }
    }

    private static void strings(JsonTokens tokens, int i, List<Bent> bent) {
        String s = tokens.get(i);
        if (!s.startsWith("\"")) {
            return;
        }
        String rest = s.substring(1);
        for (String other : List.of(
                "\\u0061",
                "\\u0022",
                "\\u005c",
                "\\/",
                "\\n",
                "\\b",
                "\\t",
                "\\x41",
                "\\u00E9",
                "\\U00e9",
                "\\u00eg",
                "\\ ",
                "\\ud800",
                "\\udc00",
                "\\udc00\\ud800",
                "\\ud800\\ud800",
                "\\ud83d\\u0061",
                "\\u0000",
                "\\u001f",
                "\\u000d",
                "\u00e9",
                "\ud83d\uddf3",
                "\u007f",
                "\0",
                "\n",
                "\t",
                "\u001f")) {
            bent.add(new Bent("string with " + other, tokens.replaced(i, i + 1, "\"" + other + rest)));
        }
        if (i % LONG_STEP == 0) {
            bent.add(new Bent("over-long string", tokens.replaced(i, i + 1, "\"" + "a".repeat(70_000) + rest)));
            bent.add(new Bent("long string", tokens.replaced(i, i + 1, "\"" + "a".repeat(17_000) + rest)));
        }
        bent.add(new Bent("no end", tokens.replaced(i, i + 1, s.substring(0, s.length() - 1))));
        bent.add(new Bent(
                "single quotes", tokens.replaced(i, i + 1, "'" + rest.substring(0, rest.length() - 1) + "'")));
    }

    private static void encodings(JsonTokens tokens, int i, List<Bent> bent) {
        String s = tokens.get(i).replace("\"", "");
        if (s.matches("([0-9a-f]{32}|[0-9a-f]{64})") && s.matches(".*[a-f].*")) {
            bent.add(new Bent(
                    "upper-case hexadecimal", tokens.replaced(i, i + 1, "\"" + s.toUpperCase(Locale.ROOT) + "\"")));
        }
        if (s.matches("[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86}")) {
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            char spare = alphabet.charAt(alphabet.indexOf(s.charAt(s.length() - 1)) | 1);
            String head = s.substring(0, s.length() - 1);
            for (String other : List.of(
                    head + spare,
                    s + "=",
                    s + "==",
                    head,
                    s + "A",
                    "+" + s.substring(1),
                    "/" + s.substring(1),
                    "_".repeat(s.length()))) {
                bent.add(new Bent("base64url", tokens.replaced(i, i + 1, "\"" + other + "\"")));
            }
        }
        if (s.matches("20[0-9]{2}-.*:00Z")) {
            for (String other : List.of(
                    s.replace("Z", "+00:00"),
                    s.replace(":00Z", ":01Z"),
                    s.replace(":00Z", ":00.0Z"),
                    s.replace('T', 't'),
                    s.replace('T', ' '),
                    "2026-02-30T00:00:00Z",
                    "2026-01-01T24:00:00Z",
                    "2026-13-01T00:00:00Z",
                    "-026-01-01T00:00:00Z",
                    s.substring(0, 16) + "Z")) {
                bent.add(new Bent("time", tokens.replaced(i, i + 1, "\"" + other + "\"")));
            }
        }
    }

    /** The same string, its first character spelt as an escape. */
    private static String escaped(String token) {
        return String.format("\"\\u%04x", (int) token.charAt(1)) + token.substring(2);
    }
}
