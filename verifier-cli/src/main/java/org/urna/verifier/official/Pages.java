// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Headings, paragraphs and tables that flow over as many A4 pages as they take, each with a line at its foot. Not safe for concurrent use. */
final class Pages implements Closeable {

    /** Width of what is written, in millimetres. */
    static final float WIDTH = 170;

    private static final float LEFT = 20;
    private static final float TOP = 20;
    private static final float BOTTOM = 275;
    private static final float FOOT = 284;
    private static final float TEXT = 10;
    private static final float SMALL = 8;
    private static final float HAIRLINE = 0.2f;
    private static final float GAP = 1.6f;
    private static final float LINE_MM = TEXT * Sheet.LEADING / Sheet.POINTS;

    private final PDDocument document = new PDDocument();
    private final Typeface typeface;
    private final List<Sheet> sheets = new ArrayList<>();
    private float y = BOTTOM;

    /**
     * Begins a document.
     *
     * @param title for readers' programs
     * @param language a tag
     */
    Pages(String title, String language) throws IOException {
        typeface = Typeface.in(document);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage(language);
    }

    private Sheet sheet() {
        return sheets.get(sheets.size() - 1);
    }

    private void room(float millimetres) throws IOException {
        if (y + millimetres > BOTTOM) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            sheets.add(new Sheet(document, page, typeface));
            y = TOP;
        }
    }

    /** A heading; stays with the first lines below it. */
    void heading(String text, float size) throws IOException {
        int lines = typeface.lines(text, size, WIDTH * Sheet.POINTS).size();
        y += y == TOP ? 0 : 4;
        room(lines * size * Sheet.LEADING / Sheet.POINTS + 3 * LINE_MM);
        y = sheet().paragraph(text, LEFT, y, size, WIDTH) + GAP;
    }

    /** A paragraph, which may go on overleaf. */
    void paragraph(String text) throws IOException {
        for (String line : typeface.lines(text, TEXT, WIDTH * Sheet.POINTS)) {
            room(LINE_MM);
            sheet().line(line, LEFT, y, TEXT);
            y += LINE_MM;
        }
        y += GAP;
    }

    /** A line to write on, with words below it. */
    void blank(String words) throws IOException {
        room(16);
        y += 10;
        rule();
        sheet().line(words, LEFT, y + 1, SMALL);
        y += 6;
    }

    /**
     * A table, its head again on every page that it takes.
     *
     * @param head of the columns
     * @param rows cells; the first column begins at the left edge, the others end at their right edges
     * @param first width of the first column in millimetres; the others share what is left
     */
    void table(List<String> head, List<List<String>> rows, float first) throws IOException {
        float other = head.size() == 1 ? 0 : (WIDTH - first) / (head.size() - 1);
        room(height(head, first, other) + 2 * LINE_MM);
        row(head, first, other);
        rule();
        for (List<String> cells : rows) {
            float needed = height(cells, first, other);
            if (y + needed > BOTTOM) {
                room(needed);
                row(head, first, other);
                rule();
            }
            row(cells, first, other);
        }
        y += GAP;
    }

    private float height(List<String> cells, float first, float other) throws IOException {
        int most = 1;
        for (int i = 0; i < cells.size(); i++) {
            most = Math.max(most, broken(cells.get(i), i == 0 ? first : other).size());
        }
        return most * LINE_MM;
    }

    private List<String> broken(String text, float width) throws IOException {
        return typeface.lines(text, TEXT, (width - 2) * Sheet.POINTS);
    }

    private void row(List<String> cells, float first, float other) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            float at = y;
            for (String line : broken(cells.get(i), i == 0 ? first : other)) {
                float right = LEFT + first + i * other - typeface.width(line, TEXT) / Sheet.POINTS;
                sheet().line(line, i == 0 ? LEFT : right, at, TEXT);
                at += LINE_MM;
            }
        }
        y += height(cells, first, other);
    }

    private void rule() throws IOException {
        sheet().fill(List.of(new Sheet.Box(LEFT, y + 0.6f, WIDTH, HAIRLINE)));
        y += 1.4f;
    }

    /**
     * Ends the document and gives its bytes.
     *
     * @param foot at the foot of every page, before its number
     */
    byte[] end(String foot) throws IOException {
        for (int i = 0; i < sheets.size(); i++) {
            String number = (i + 1) + "/" + sheets.size();
            float right = LEFT + WIDTH - typeface.width(number, SMALL) / Sheet.POINTS;
            sheets.get(i).line(foot, LEFT, FOOT, SMALL);
            sheets.get(i).line(number, right, FOOT, SMALL);
            sheets.get(i).close();
        }
        sheets.clear();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        for (Sheet sheet : sheets) {
            sheet.close();
        }
        document.close();
    }
}
