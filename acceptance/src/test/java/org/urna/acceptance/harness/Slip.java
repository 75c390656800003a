// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int[] DOTS_PER_INCH = {150, 220, 300, 400};

    /** Degrees: no hand holds a telephone quite straight. */
    private static final int[] ASKEW = {0, 3, 10};

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
            Optional<String> serial =
                    read(image.getSubimage(0, place * height, half, height), 0, BarcodeFormat.CODE_128);
            for (int degrees : ASKEW) {
                Optional<String> link =
                        read(image.getSubimage(half, place * height, half, height), degrees, BarcodeFormat.QR_CODE);
                if (serial.isPresent() && link.isPresent()) {
                    return new Slip(serial.get(), link.get());
                }
            }
        }
        throw new AssertionError("slip " + place + " of page " + page + " cannot be read");
    }

    private static Optional<String> read(BufferedImage paper, int degrees, BarcodeFormat format) {
        BufferedImage image = held(paper, degrees);
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        try {
            return Optional.of(new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(
                                    new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), pixels))),
                            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS, List.of(format)))
                    .getText());
        } catch (NotFoundException e) {
            // not sharp enough, or a pattern in the data looks like a corner of the code from there
            return Optional.empty();
        }
    }

    private static BufferedImage held(BufferedImage paper, int degrees) {
        int side = paper.getWidth() + paper.getHeight();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D seen = image.createGraphics();
        seen.setColor(Color.WHITE);
        seen.fillRect(0, 0, side, side);
        seen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        seen.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
        seen.drawImage(paper, (side - paper.getWidth()) / 2, (side - paper.getHeight()) / 2, null);
        seen.dispose();
        return image;
    }

    /** The code at the end of the link. */
    public String code() {
        return link.substring(link.indexOf('#') + 1);
    }
}
