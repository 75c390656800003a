// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A slip for the door, as a scanner at the desk and a telephone read it from paper.
 *
 * @param serial what the bar code says
 * @param link what the QR code says
 */
public record Slip(String serial, String link) {

    private static final int OF_A_PAGE = 3;
    private static final int[] DOTS_PER_INCH = {150, 220, 300};

    /** The first slips of a print file. */
    public static List<Slip> first(int count, Path pdf) {
        List<Slip> slips = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            for (int i = 0; i < count; i++) {
                // The first page is the control sheet.
                slips.add(closer(new PDFRenderer(document), 1 + i / OF_A_PAGE, i % OF_A_PAGE));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return slips;
    }

    /** Whoever cannot read a slip at once looks closer. */
    private static Slip closer(PDFRenderer renderer, int page, int place) throws IOException {
        for (int dots : DOTS_PER_INCH) {
            BufferedImage image = renderer.renderImageWithDPI(page, dots);
            int height = image.getHeight() / OF_A_PAGE;
            int half = image.getWidth() / 2;
            try {
                return new Slip(
                        read(image.getSubimage(0, place * height, half, height), BarcodeFormat.CODE_128),
                        read(image.getSubimage(half, place * height, half, height), BarcodeFormat.QR_CODE));
            } catch (NotFoundException e) {
                // not sharp enough
            }
        }
        throw new AssertionError("slip " + place + " of page " + page + " cannot be read");
    }

    private static String read(BufferedImage image, BarcodeFormat format) throws NotFoundException {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), pixels))),
                        Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS, List.of(format)))
                .getText();
    }

    /** The code at the end of the link. */
    public String code() {
        return link.substring(link.indexOf('#') + 1);
    }
}
