// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A file for the printer: a control sheet, then one page for each letter, A4. */
public final class PrintFile {

    /** Letters of a file. */
    public static final int MOST = 1_000;

    private PrintFile() {}

    /**
     * Makes the file.
     *
     * @param name under which it will be left, without its ending
     * @param letters 1 to {@value #MOST}
     */
    public static byte[] of(String name, List<Letter> letters) throws IOException {
        if (letters.isEmpty() || letters.size() > MOST) {
            throw new IllegalArgumentException("a print file has 1 to " + MOST + " letters");
        }
        try (PDDocument document = new PDDocument()) {
            Typeface typeface = Typeface.in(document);
            PDPage control = page(document);
            for (int i = 0; i < letters.size(); i++) {
                String foot = name + "  " + (i + 1) + "/" + letters.size();
                try (Sheet sheet = new Sheet(document, page(document), typeface)) {
                    LetterPage.draw(sheet, letters.get(i), foot);
                }
            }
            try (Sheet sheet = new Sheet(document, control, typeface)) {
                ControlSheet.draw(sheet, name, letters);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static PDPage page(PDDocument document) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return page;
    }
}
