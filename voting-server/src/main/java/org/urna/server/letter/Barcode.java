// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A bar code (Code 128) that scanners at a desk type for people. */
final class Barcode {

    private Barcode() {}

    /** Draws it; the quiet zones at both ends are part of {@code width}, in millimetres. */
    static void draw(Sheet sheet, String digits, float x, float y, float width, float height) throws IOException {
        BitMatrix bars = new Code128Writer().encode(digits, BarcodeFormat.CODE_128, 0, 1);
        float module = width / bars.getWidth();
        List<Sheet.Box> boxes = new ArrayList<>();
        int from = -1;
        for (int column = 0; column <= bars.getWidth(); column++) {
            boolean dark = column < bars.getWidth() && bars.get(column, 0);
            if (dark && from < 0) {
                from = column;
            } else if (!dark && from >= 0) {
                boxes.add(new Sheet.Box(x + from * module, y, (column - from) * module, height));
                from = -1;
            }
        }
        sheet.fill(boxes);
    }
}
