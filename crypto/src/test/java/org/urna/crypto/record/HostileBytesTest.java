// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;

/** B1, B2: whatever the bytes, the answer is a value with exactly these bytes or a {@link MalformedException}, and nothing else. */
@DisplayName("B1 hostile bytes give a MalformedException and nothing else")
class HostileBytesTest {

    private static final int FLIPS = 150;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "{}",
            "[]",
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1",
            "\"\"",
            "\"a\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "{}{}",
            "[1,]",
            "[,1]",
            "[1,,2]",
            "[1 2]",
            "[\"a\" \"b\"]",
            "[1",
            "[\"a",
            "[\"\\",
            "[\"\\u",
            "[\"\\u00",
            "[\"\\u00\"]",
            "[\"\\uD800\"]",
            "[\"\\uD800\\u\"]",
            "[\"\\uD800\\uD800\"]",
            "[\"\\uDC00\"]",
            "[\"\\uD888\\u1234\"]",
            "[\"\\a\"]",
            "[\"\\'\"]",
            "[\"\\x00\"]",
            "[\"\t\"]",
            "[\"\n\"]",
            "[\"\0\"]",
            "['a']",
            "[a]",
            "[tru]",
            "[nul]",
            "[True]",
            "[NULL]",
            "[1.]",
            "[.1]",
            "[1.0]",
            "[1e]",
            "[1e+]",
            "[1e400]",
            "[-1e400]",
            "[1E-400]",
            "[0e1]",
            "[+1]",
            "[-]",
            "[--1]",
            "[01]",
            "[-01]",
            "[0x1]",
            "[0b1]",
            "[1_000]",
            "[1a]",
            "[1ea]",
            "[NaN]",
            "[-NaN]",
            "[Infinity]",
            "[-Infinity]",
            "[123456789012345678901234567890]",
            "[" + "9".repeat(1000) + "]",
            "[0." + "1".repeat(1000) + "]",
            "{\"a\"}",
            "{\"a\":}",
            "{:1}",
            "{\"a\":1,}",
            "{,\"a\":1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"a\":2}",
            "{\"a\" 1}",
            "{a:1}",
            "{'a':1}",
            "{1:1}",
            "{null:1}",
            "{\"a\":1}}",
            "{\"\":0}",
            "{\"\\u0000\":0}",
            "{\"__proto__\":0}",
            "{\"a\":{\"a\":{\"a\":{}}}}",
            "[/**/1]",
            "[1//\n]",
            "[1#\n]",
            "/* a */{}",
            "{}//",
            "{} ",
            " {}",
            "\t{}",
            "{}\n",
            "{}\0",
            "\ufeff{}",
            "\u2028{}",
            "\u00a0{}",
            "[\u20601]",
            "[\"\u007f\"]",
            "[\"\u00e9\"]",
            "[\"\ud83d\uddf3\"]",
            "[\"\ufffe\"]",
            "[\"\\u2028\"]",
            "<null>",
            "<!-- -->",
            "*",
            "abc",
            "--1",
            "1 000",
            "1,0",
            "[".repeat(100_000),
            "{\"a\":".repeat(20_000),
            "[".repeat(20) + "]".repeat(20),
            "[[".repeat(1000) + "1" + "]]".repeat(1000),
            "\"" + "a".repeat(200_000) + "\"",
            "{\"type\":\"ballot\"}",
            "{\"type\":\"ballot\",\"time\":\"2026-11-21T12:00:00Z\"}",
            "{\"type\":\"unknown\"}",
            "{\"type\":[]}",
            "{\"type\":{\"type\":\"open\"}}",
            "[\"\"]",
            "[\"A\"]",
            "{\"E\":\"\"}",
            "{\"M\":\"\"}",
            "\ud83d\uddf3");

    private static final List<int[]> BYTES = List.of(
            new int[] {0xef, 0xbb, 0xbf, '{', '}'},
            new int[] {0xfe, 0xff, 0, '{', 0, '}'},
            new int[] {0xff, 0xfe, '{', 0, '}', 0},
            new int[] {'{', 0, '}', 0},
            new int[] {'[', '"', 0xff, '"', ']'},
            new int[] {'[', '"', 0xc0, 0x80, '"', ']'},
            new int[] {'[', '"', 0xc3, '"', ']'},
            new int[] {'[', '"', 0xed, 0xa0, 0x80, '"', ']'},
            new int[] {'[', '"', 0xf4, 0x90, 0x80, 0x80, '"', ']'},
            new int[] {'[', '"', 0xe2, 0x28, 0xa1, '"', ']'},
            new int[] {0xff},
            new int[] {0x80},
            new int[] {0});

    @ParameterizedTest
    @MethodSource("org.urna.crypto.record.ObjectKind#stream")
    void noTextOfTheCorpusIsAnObject(ObjectKind<?> kind) {
        for (byte[] text : corpus()) {
            assertThatThrownBy(() -> kind.reader().read(text))
                    .as(() -> new String(Arrays.copyOf(text, Math.min(80, text.length)), StandardCharsets.ISO_8859_1))
                    .isInstanceOf(MalformedException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.urna.crypto.record.ObjectKind#stream")
    void aTextOfTheCorpusInPlaceOfAValueIsMalformedOrThatValue(ObjectKind<?> kind) {
        JsonTokens tokens = JsonTokens.of(new String(kind.bytes(new Samples(1)), StandardCharsets.US_ASCII));
        List<byte[]> shortTexts =
                corpus().stream().filter(text -> text.length < 100).toList();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isValue(i)) {
                for (byte[] text : shortTexts) {
                    String bent =
                            tokens.replaced(i, tokens.endOfValue(i), new String(text, StandardCharsets.ISO_8859_1));
                    malformedOrExact(kind, bent.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.urna.crypto.record.ObjectKind#stream")
    void flippedBytesAreMalformedOrExact(ObjectKind<?> kind) {
        Random random = new Random(20261121);
        for (int round = 0; round < FLIPS; round++) {
            byte[] bytes = kind.bytes(new Samples(round % 5));
            for (int flips = 1 + random.nextInt(2); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            malformedOrExact(kind, bytes);
            malformedOrExact(kind, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    }

    private static void malformedOrExact(ObjectKind<?> kind, byte[] bytes) {
        byte[] again;
        try {
            again = kind.again(bytes);
        } catch (MalformedException e) {
            return;
        } catch (RuntimeException e) {
            fail("%s: %s", kind, new String(bytes, StandardCharsets.ISO_8859_1), e);
            return;
        }
        assertThat(again).isEqualTo(bytes);
    }

    /** Texts that JSON parsers are known to disagree on, by the rules of RFC 8259; good and bad, and none a published object. */
    private static List<byte[]> corpus() {
        List<byte[]> corpus = new ArrayList<>();
        for (String text : TEXTS) {
            corpus.add(text.getBytes(StandardCharsets.UTF_8));
        }
        for (int[] bytes : BYTES) {
            byte[] raw = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                raw[i] = (byte) bytes[i];
            }
            corpus.add(raw);
        }
        return corpus;
    }
}
