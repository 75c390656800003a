// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import java.io.Closeable;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** A page to write on, measured in millimetres from its left and upper edges. */
final class Sheet implements Closeable {

    /** Points in a millimetre. */
    static final float POINTS = 72f / 25.4f;

    private static final float HEIGHT_MM = 297;

    /** Height of a line to the size of its letters. */
    static final float LEADING = 1.35f;

    private final PDPageContentStream content;
    private final Typeface typeface;

    /** Begins to write on a page. */
    Sheet(PDDocument document, PDPage page, Typeface typeface) throws IOException {
        this.content = new PDPageContentStream(document, page);
        this.typeface = typeface;
    }

    /**
     * Writes a paragraph and gives the place below it.
     *
     * @param y of the upper edge of its first line
     * @param size in points
     */
    float paragraph(String text, float x, float y, float size, float width) throws IOException {
        float below = y;
        for (String line : typeface.lines(text, size, width * POINTS)) {
            line(line, x, below, size);
            below += size * LEADING / POINTS;
        }
        return below;
    }

    /** Writes one line, whatever its width. */
    void line(String text, float x, float y, float size) throws IOException {
        content.beginText();
        content.setFont(typeface.font(), size);
        content.newLineAtOffset(x * POINTS, (HEIGHT_MM - y) * POINTS - size);
        content.showText(typeface.printable(text));
        content.endText();
    }

    /**
     * A black rectangle, in millimetres from the left and upper edges of its sheet.
     *
     * @param y of its upper edge
     */
    record Box(float x, float y, float width, float height) {}

    /** Draws all of them in one go. */
    void fill(Iterable<Box> boxes) throws IOException {
        for (Box box : boxes) {
            content.addRect(
                    box.x * POINTS, (HEIGHT_MM - box.y - box.height) * POINTS, box.width * POINTS, box.height * POINTS);
        }
        content.fill();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
