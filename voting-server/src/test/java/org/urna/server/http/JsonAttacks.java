// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Byte sequences that lenient JSON readers take and a strict one must not. Each is wrong for its own reason. */
public final class JsonAttacks {

    private JsonAttacks() {}

    public static Map<String, byte[]> all() {
        Map<String, byte[]> attacks = new LinkedHashMap<>();
        text(attacks, "nothing", "");
        text(attacks, "blanks", "  \n ");
        text(attacks, "duplicate member", "{\"a\":1,\"a\":1}");
        text(attacks, "duplicate member, deep", "{\"a\":[{\"b\":{\"c\":1,\"c\":2}}]}");
        text(attacks, "duplicate member, escaped", "{\"a\":1,\"\\u0061\":2}");
        text(attacks, "block comment", "{/* */\"a\":1}");
        text(attacks, "line comment", "{\"a\":1}//x");
        text(attacks, "hash comment", "#\n{}");
        text(attacks, "byte order mark", "\uFEFF{}");
        text(attacks, "two values", "{}{}");
        text(attacks, "trailing text", "{} x");
        text(attacks, "trailing comma in object", "{\"a\":1,}");
        text(attacks, "trailing comma in array", "[1,]");
        text(attacks, "leading comma", "[,1]");
        text(attacks, "missing comma", "[1 2]");
        text(attacks, "unquoted name", "{a:1}");
        text(attacks, "single quotes", "{'a':1}");
        text(attacks, "NaN", "{\"a\":NaN}");
        text(attacks, "Infinity", "{\"a\":-Infinity}");
        text(attacks, "leading zero", "{\"a\":01}");
        text(attacks, "plus sign", "{\"a\":+1}");
        text(attacks, "bare point", "{\"a\":.5}");
        text(attacks, "point without digits", "{\"a\":1.}");
        text(attacks, "hexadecimal", "{\"a\":0x1F}");
        text(attacks, "number of a thousand digits", "{\"a\":" + "9".repeat(1000) + "}");
        text(attacks, "line break in string", "{\"a\":\"x\ny\"}");
        text(attacks, "nul in string", "{\"a\":\"\u0000\"}");
        text(attacks, "unknown escape", "{\"a\":\"\\x41\"}");
        text(attacks, "half an escape", "{\"a\":\"\\u12\"}");
        text(attacks, "lone high surrogate", "{\"a\":\"\\ud800\"}");
        text(attacks, "lone low surrogate in a name", "{\"\\udc00\":1}");
        text(attacks, "open string", "{\"a\":\"");
        text(attacks, "open object", "{\"a\":1");
        text(attacks, "wrong bracket", "{\"a\":[1}}");
        text(attacks, "17 levels", "[".repeat(17) + "]".repeat(17));
        text(attacks, "100,000 levels", "[".repeat(100_000));
        text(attacks, "True", "{\"a\":True}");
        text(attacks, "string of more than a million", "\"" + "a".repeat(1_000_001) + "\"");
        attacks.put("overlong UTF-8", new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
        attacks.put("lone continuation byte", new byte[] {'"', (byte) 0x80, '"'});
        attacks.put("surrogate in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        attacks.put("UTF-16", "{}".getBytes(StandardCharsets.UTF_16));
        attacks.put("UTF-32", new byte[] {0, 0, 0, '{', 0, 0, 0, '}'});
        attacks.put("Latin-1", "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        return attacks;
    }

    private static void text(Map<String, byte[]> attacks, String name, String text) {
        attacks.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
