// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import org.urna.verifier.show.SafeText;

/** Writes HTML. Every text and every attribute's value is escaped here, so that nothing from a board becomes markup. */
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; attributes are names and values in turn. */
    @CanIgnoreReturnValue
    Html begin(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    @CanIgnoreReturnValue
    Html end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element with nothing in it and no end tag. */
    @CanIgnoreReturnValue
    Html lone(String element, String... attributes) {
        tag(element, attributes);
        out.append('\n');
        return this;
    }

    /** An element that holds a text. */
    @CanIgnoreReturnValue
    Html element(String element, String text, String... attributes) {
        return begin(element, attributes).text(text).end();
    }

    /** Text of ours, or from a board: control characters and what turns the direction of writing are shown as numbers. */
    @CanIgnoreReturnValue
    Html text(String text) {
        escape(SafeText.of(text));
        return this;
    }

    /** A style sheet of ours. */
    @CanIgnoreReturnValue
    Html style(String sheet) {
        out.append("<style>").append(sheet).append("</style>\n");
        return this;
    }

    private void tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("the page is not finished: " + open);
        }
        return "<!DOCTYPE html>\n" + out;
    }
}
