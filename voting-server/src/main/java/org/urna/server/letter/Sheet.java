// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** A page to write on, measured in millimetres from its left and upper edges. */
final class Sheet implements Closeable {

    private static final float POINTS = 72f / 25.4f;
    private static final float HEIGHT_MM = 297;

    /** Height of a line to the size of its letters. */
    private static final float LEADING = 1.35f;

    private final PDPageContentStream content;
    private final Typeface typeface;

    Sheet(PDDocument document, PDPage page, Typeface typeface) throws IOException {
        this.content = new PDPageContentStream(document, page);
        this.typeface = typeface;
    }

    Typeface typeface() {
        return typeface;
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

    /** Draws a QR code as squares, sharp at any resolution; the quiet zone around it is part of {@code side}. */
    void qr(String text, float x, float y, float side) throws IOException {
        BitMatrix matrix = matrix(text);
        float module = side / matrix.getWidth();
        for (int row = 0; row < matrix.getHeight(); row++) {
            int from = -1;
            for (int column = 0; column <= matrix.getWidth(); column++) {
                boolean dark = column < matrix.getWidth() && matrix.get(column, row);
                if (dark && from < 0) {
                    from = column;
                } else if (!dark && from >= 0) {
                    box(x + from * module, y + row * module, (column - from) * module, module);
                    from = -1;
                }
            }
        }
        content.fill();
    }

    private void box(float x, float y, float width, float height) throws IOException {
        content.addRect(x * POINTS, (HEIGHT_MM - y - height) * POINTS, width * POINTS, height * POINTS);
    }

    private static BitMatrix matrix(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
        } catch (WriterException e) {
            throw new IllegalStateException("a link is too long for a QR code", e);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
