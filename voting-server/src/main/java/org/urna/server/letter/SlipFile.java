// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Slips for the printer: a control sheet, then three slips on each page, A4, to be cut apart. */
public final class SlipFile {

    /** Slips of a file. */
    public static final int MOST = 999;

    private static final float LEFT = 20;
    private static final float WIDTH = 170;

    private SlipFile() {}

    /**
     * Makes the file.
     *
     * @param name under which it will be left, without its ending
     * @param slips 1 to {@value #MOST}
     */
    public static byte[] of(String name, List<Slip> slips) throws IOException {
        if (slips.isEmpty() || slips.size() > MOST) {
            throw new IllegalArgumentException("a file has 1 to " + MOST + " slips");
        }
        try (PDDocument document = new PDDocument()) {
            Typeface typeface = Typeface.in(document);
            try (Sheet sheet = new Sheet(document, page(document), typeface)) {
                control(sheet, name, slips);
            }
            for (int first = 0; first < slips.size(); first += SlipPage.SLIPS) {
                try (Sheet sheet = new Sheet(document, page(document), typeface)) {
                    SlipPage.draw(sheet, slips.subList(first, Math.min(slips.size(), first + SlipPage.SLIPS)));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /** What must come out of the printer; it holds no code. */
    private static void control(Sheet sheet, String name, List<Slip> slips) throws IOException {
        float y = sheet.paragraph(
                        "Control sheet: do not hand out / Taflen reoli: peidiwch \u00e2'i rhoi i neb",
                        LEFT,
                        20,
                        16,
                        WIDTH)
                + 6;
        int pages = (slips.size() + SlipPage.SLIPS - 1) / SlipPage.SLIPS;
        for (String line : List.of(
                "File: " + name,
                "Election: " + slips.get(0).said().get(0).title(),
                "Slips: " + slips.size() + " on " + pages + " pages",
                "First serial number: " + slips.get(0).serial(),
                "Last serial number: " + slips.get(slips.size() - 1).serial())) {
            y = sheet.paragraph(line, LEFT, y, 12, WIDTH) + 1;
        }
        sheet.paragraph(
                "Cut the slips apart at the lines and fold the right part over, so that nobody sees a code. Count them before and after the meeting."
                        + " Destroy this file once they are printed, and the slips that are left when the vote is closed.",
                LEFT,
                y + 4,
                11,
                WIDTH);
    }

    private static PDPage page(PDDocument document) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return page;
    }
}
