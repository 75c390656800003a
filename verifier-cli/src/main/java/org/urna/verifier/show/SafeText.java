// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.show;

/** Makes text from a board safe to print: no control sequence reaches the terminal, and nothing turns the direction of writing. */
public final class SafeText {

    private static final int MOST = 300;

    private SafeText() {}

    /** The text with every character that is not plainly visible written as {@code \}{@code u{hex}}, at most 300 characters long. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (shown++ == MOST) {
                return safe.append('…').toString();
            }
            int c = text.codePointAt(i);
            if (isVisible(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        }
        return safe.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
