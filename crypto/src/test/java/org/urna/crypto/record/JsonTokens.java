// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a canonical text into tokens, so that a test can bend it anywhere. Shares nothing with the reader under test.
 *
 * @param tokens braces, brackets, colons, commas, strings with their quotes, and words; put together they are the text
 */
record JsonTokens(List<String> tokens) {

    static JsonTokens of(String text) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (text.charAt(at) == '"') {
                while (text.charAt(end) != '"') {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                end++;
            } else if ("{}[]:,".indexOf(text.charAt(at)) < 0) {
                while (end < text.length() && "{}[]:,\"".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
            }
            tokens.add(text.substring(at, end));
            at = end;
        }
        return new JsonTokens(tokens);
    }

    int size() {
        return tokens.size();
    }

    String get(int i) {
        return tokens.get(i);
    }

    /** The text with {@code text} in place of the tokens from {@code from} to before {@code to}. */
    String replaced(int from, int to, String text) {
        return String.join("", tokens.subList(0, from)) + text + String.join("", tokens.subList(to, tokens.size()));
    }

    String text(int from, int to) {
        return String.join("", tokens.subList(from, to));
    }

    /** Whether a value begins here: not a name, not punctuation. */
    boolean isValue(int i) {
        String token = tokens.get(i);
        boolean name = i + 1 < size() && tokens.get(i + 1).equals(":");
        return !name && !"}]:,".contains(token);
    }

    boolean isName(int i) {
        return i + 1 < size() && tokens.get(i + 1).equals(":");
    }

    /** Where the value that begins at {@code i} ends. */
    int endOfValue(int i) {
        int depth = 0;
        int at = i;
        do {
            String token = tokens.get(at++);
            depth += "{[".contains(token) ? 1 : "}]".contains(token) ? -1 : 0;
        } while (depth > 0);
        return at;
    }

    /** Whether the member named at {@code i} belongs to an object whose names are language tags. */
    boolean isLanguage(int i) {
        return List.of("\"en\"", "\"de-CH\"").contains(tokens.get(i));
    }
}
