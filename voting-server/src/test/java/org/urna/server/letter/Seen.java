// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What devices see in a picture of something printed. */
public final class Seen {

    /** Degrees by which a hand holds a paper askew: a pattern in the data can look like a corner of the code from one side, and does not from all. */
    private static final int[] TURNS = {0, 3, 10};

    private static final Map<DecodeHintType, Object> HARDER = Map.of(DecodeHintType.TRY_HARDER, true);

    private Seen() {}

    /** A bar code (Code 128) that lies straight, as under the scanner of a desk. */
    public static Optional<String> barCode(BufferedImage image) {
        return read(new Code128Reader(), image);
    }

    /** A QR code before a telephone that is moved a little until it reads it. */
    public static Optional<String> qrCode(BufferedImage image) {
        Optional<String> text = Optional.empty();
        for (int i = 0; i < TURNS.length && text.isEmpty(); i++) {
            text = read(new QRCodeReader(), turned(image, TURNS[i]));
        }
        return text;
    }

    private static BufferedImage turned(BufferedImage image, int degrees) {
        if (degrees == 0) {
            return image;
        }
        int side = (int) Math.ceil(Math.hypot(image.getWidth(), image.getHeight()));
        BufferedImage turned = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = turned.createGraphics();
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, side, side);
        paper.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        paper.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
        paper.drawImage(image, (side - image.getWidth()) / 2, (side - image.getHeight()) / 2, null);
        paper.dispose();
        return turned;
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
