// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.io.IOException;
import java.util.List;

/** Three slips one below the other. The desk's part is on the left; the right part folds over in its middle and hides its print. */
final class SlipPage {

    /** Slips of a page. */
    static final int SLIPS = 3;

    /** Of a slip, in millimetres. */
    static final float HEIGHT = 99;

    private static final float PAGE_WIDTH = 210;
    private static final float DESK = 12;
    private static final float DESK_WIDTH = 86;
    private static final float VOTER = 110;
    private static final float VOTER_WIDTH = 92;
    private static final float FOLD = 157.5f;
    private static final float QR_SIDE = 42;
    private static final float BESIDE = VOTER + QR_SIDE + 3;
    private static final float BESIDE_WIDTH = VOTER_WIDTH - QR_SIDE - 3;
    private static final float HAIR = 0.2f;

    private SlipPage() {}

    static void draw(Sheet sheet, List<Slip> slips) throws IOException {
        for (int i = 0; i < slips.size(); i++) {
            float top = i * HEIGHT;
            desk(sheet, slips.get(i), top + 7);
            voter(sheet, slips.get(i), top + 7);
            sheet.fill(List.of(
                    new Sheet.Box(0, top + HEIGHT - HAIR, PAGE_WIDTH, HAIR),
                    new Sheet.Box(VOTER - 5, top + 4, HAIR, HEIGHT - 8),
                    new Sheet.Box(FOLD, top + 1, HAIR, 4),
                    new Sheet.Box(FOLD, top + HEIGHT - 5, HAIR, 4)));
        }
    }

    private static void desk(Sheet sheet, Slip slip, float top) throws IOException {
        int lines = slip.said().size() == 1 ? 3 : 2;
        float y = top;
        for (Slip.Said said : slip.said()) {
            y = lines(sheet, said.title(), DESK, y, 11, DESK_WIDTH, lines);
            y = lines(sheet, said.paper(), DESK, y, 9, DESK_WIDTH, 1) + 1;
        }
        y = top + 35;
        sheet.line(heading(slip), DESK, y, 9);
        sheet.line(slip.serial(), DESK, y + 4, 30);
        Barcode.draw(sheet, slip.scanned(), DESK, y + 18, 62, 12);
        y += 33;
        for (Slip.Said said : slip.said()) {
            y = lines(sheet, said.notYet(), DESK, y, 9, DESK_WIDTH, 2) + 1;
        }
    }

    private static String heading(Slip slip) {
        return String.join(
                " / ", slip.said().stream().map(Slip.Said::heading).distinct().toList());
    }

    private static void voter(Sheet sheet, Slip slip, float top) throws IOException {
        QrCode.draw(sheet, slip.link(), VOTER - 2, top - 2, QR_SIDE);
        float y = top;
        for (Slip.Said said : slip.said()) {
            y = lines(sheet, said.vote(), BESIDE, y, 8, BESIDE_WIDTH, 4) + 1;
        }
        lines(sheet, slip.page(), BESIDE, y, 7, BESIDE_WIDTH, 3);
        y = top + QR_SIDE;
        float size = 17;
        while (size > 8 && sheet.typeface().width(slip.code(), size) > VOTER_WIDTH * Sheet.POINTS) {
            size -= 0.5f;
        }
        sheet.line(slip.code(), VOTER, y, size);
        y += 11;
        for (Slip.Said said : slip.said()) {
            y = lines(sheet, said.once(), VOTER, y, 8, VOTER_WIDTH, 4) + 1;
        }
        for (Slip.Said said : slip.said()) {
            y = lines(sheet, said.fold(), VOTER, y, 7, VOTER_WIDTH, 1);
        }
    }

    /** A paragraph of so many lines at most; what does not fit ends in an ellipsis. */
    private static float lines(Sheet sheet, String text, float x, float y, float size, float width, int most)
            throws IOException {
        List<String> lines = sheet.typeface().lines(text, size, width * Sheet.POINTS);
        float below = y;
        for (int i = 0; i < Math.min(most, lines.size()); i++) {
            boolean cut = i == most - 1 && lines.size() > most;
            sheet.line(cut ? shortened(lines.get(i)) : lines.get(i), x, below, size);
            below += size * Sheet.LEADING / Sheet.POINTS;
        }
        return below;
    }

    private static String shortened(String line) {
        return line.substring(0, line.offsetByCodePoints(line.length(), -Math.min(1, line.length()))) + "\u2026";
    }
}
