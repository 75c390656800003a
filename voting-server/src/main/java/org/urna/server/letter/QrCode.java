// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code as squares, sharp at any resolution. */
final class QrCode {

    private QrCode() {}

    /** Draws it; the quiet zone around it is part of {@code side}, in millimetres. */
    static void draw(Sheet sheet, String text, float x, float y, float side) throws IOException {
        BitMatrix matrix = matrix(text);
        float module = side / matrix.getWidth();
        List<Sheet.Box> boxes = new ArrayList<>();
        for (int row = 0; row < matrix.getHeight(); row++) {
            int from = -1;
            for (int column = 0; column <= matrix.getWidth(); column++) {
                boolean dark = column < matrix.getWidth() && matrix.get(column, row);
                if (dark && from < 0) {
                    from = column;
                } else if (!dark && from >= 0) {
                    boxes.add(new Sheet.Box(x + from * module, y + row * module, (column - from) * module, module));
                    from = -1;
                }
            }
        }
        sheet.fill(boxes);
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
}
