// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Liberation Sans, which comes with PDFBox: Latin with all accents, Greek and Cyrillic. Embedded, so that every printer has it. */
final class Typeface {

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float PER_MILLE = 1000;

    /** Stands for a character that the typeface has not. */
    private static final String MISSING = "?";

    private final PDType0Font font;

    private Typeface(PDType0Font font) {
        this.font = font;
    }

    /** Makes it ready for a document. */
    static Typeface in(PDDocument document) throws IOException {
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FILE))) {
            return new Typeface(PDType0Font.load(document, file));
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text with every character that can be printed; what turns the direction of text is left out. */
    String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(c -> {
            String character = Character.toString(c);
            printable.append(has(character) ? character : MISSING);
        });
        return printable.toString();
    }

    /** Whether every character can be printed. */
    boolean isPrintable(String text) {
        return printable(text).equals(text);
    }

    private boolean has(String character) {
        try {
            font.encode(character);
            return true;
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }

    /** In points, at a size in points. */
    float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / PER_MILLE * size;
    }

    /** Breaks a text into lines no wider than {@code width}; a word that is wider is broken too. */
    List<String> lines(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String given : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : printable(given).split(" ", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, size) <= width) {
                    line.setLength(0);
                    line.append(longer);
                    continue;
                }
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(broken(word, size, width, lines));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private String broken(String word, float size, float width, List<String> lines) throws IOException {
        String rest = word;
        while (width(rest, size) > width) {
            int end = rest.length() - 1;
            while (end > 1 && width(rest.substring(0, end), size) > width) {
                end--;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }
}
