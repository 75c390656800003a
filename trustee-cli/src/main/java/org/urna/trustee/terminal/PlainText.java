// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

/** Makes text from others safe to show: no terminal escapes, no line ends, nothing that turns the direction of writing. */
public final class PlainText {

    private static final int MAX_CODE_POINTS = 20_000;

    private PlainText() {}

    /** {@code text} on one line; what a terminal could take for a command is written {@code \\u{…}}. */
    public static String line(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> {
            if (isPlain(c)) {
                plain.appendCodePoint(c);
            } else {
                plain.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
