// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Reader;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Reads printed slips as a telephone and a scanner at the desk do: from the picture alone. */
public final class PrintedSlips {

    private static final int SLIPS_OF_A_PAGE = 3;

    /** Dots per inch: whoever cannot read a slip at once looks closer. */
    private static final int[] DOTS = {150, 220, 300, 400};

    private static final Map<DecodeHintType, Object> HARDER = Map.of(DecodeHintType.TRY_HARDER, true);

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
                serial = read(new Code128Reader(), image.getSubimage(0, place * height, half, height));
            }
            if (link.isEmpty()) {
                link = read(new QRCodeReader(), image.getSubimage(half, place * height, half, height));
            }
            if (serial.isPresent() && link.isPresent()) {
                return Optional.of(new Read(serial.get(), link.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> read(Reader reader, BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource light = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        for (Binarizer binarizer : List.of(new HybridBinarizer(light), new GlobalHistogramBinarizer(light))) {
            try {
                return Optional.of(
                        reader.decode(new BinaryBitmap(binarizer), HARDER).getText());
            } catch (ReaderException e) {
                // not sharp enough, or nothing there
            }
        }
        return Optional.empty();
    }
}
