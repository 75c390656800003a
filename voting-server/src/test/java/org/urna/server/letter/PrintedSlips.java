// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Reads printed slips as a telephone and a scanner at the desk do: from the picture alone. */
public final class PrintedSlips {

    private static final int SLIPS_OF_A_PAGE = 3;

    /** Dots per inch: whoever cannot read a slip at once looks closer. */
    private static final int[] DOTS = {150, 220, 300, 400};

    private PrintedSlips() {}

    /**
     * What two devices read from one slip.
     *
     * @param serial the bar code for the desk
     * @param link the QR code for the voter
     */
    public record Read(String serial, String link) {

        /** The code at the end of the link. */
        public String code() {
            return link.substring(link.indexOf('#') + 1);
        }
    }

    /** All slips of a print file, in their order. */
    public static List<Read> read(byte[] pdf) throws Exception {
        List<Read> slips = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int i = 0; i < SLIPS_OF_A_PAGE * (document.getNumberOfPages() - 1); i++) {
                Optional<Read> slip = closer(document, 1 + i / SLIPS_OF_A_PAGE, i % SLIPS_OF_A_PAGE);
                if (slip.isEmpty()) {
                    // Only the end of the last page may be empty.
                    assertThat(i).isGreaterThan(SLIPS_OF_A_PAGE * (document.getNumberOfPages() - 2));
                    break;
                }
                slips.add(slip.get());
            }
        }
        return slips;
    }

    private static Optional<Read> closer(PDDocument document, int page, int place) throws Exception {
        Optional<String> serial = Optional.empty();
        Optional<String> link = Optional.empty();
        for (int dots : DOTS) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, dots);
            int height = image.getHeight() / SLIPS_OF_A_PAGE;
            int half = image.getWidth() / 2;
            if (serial.isEmpty()) {
                serial = Seen.barCode(image.getSubimage(0, place * height, half, height));
            }
            if (link.isEmpty()) {
                link = Seen.qrCode(image.getSubimage(half, place * height, half, height));
            }
            if (serial.isPresent() && link.isPresent()) {
                return Optional.of(new Read(serial.get(), link.get()));
            }
        }
        return Optional.empty();
    }
}
