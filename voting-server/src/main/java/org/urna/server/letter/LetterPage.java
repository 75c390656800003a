// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.io.IOException;

/**
 * One letter: the address where the window of a DL or C5 envelope shows it once the page is folded (20 mm from the left, 50 to 80 mm from the
 * top), the text, the QR code and the code as it is typed.
 */
final class LetterPage {

    /** What the window shows: nothing else may stand there. */
    static final float WINDOW_LEFT = 20;

    static final float WINDOW_TOP = 50;
    static final float WINDOW_BOTTOM = 82;
    private static final float WINDOW_WIDTH = 85;
    private static final int WINDOW_LINES = 7;
    private static final float TEXT_TOP = 100;
    private static final float TEXT_WIDTH = 170;
    private static final float LOWEST = 222;
    private static final float QR_SIDE = 45;
    private static final float FOOT = 287;
    private static final float GAP = 2.5f;
    private static final float[] SIZES = {11, 10, 9, 8, 7};

    private LetterPage() {}

    static void draw(Sheet sheet, Letter letter, String foot) throws IOException {
        float y = WINDOW_TOP;
        for (String line : letter.address().subList(0, Math.min(letter.address().size(), WINDOW_LINES))) {
            // A line too wide for the window is set smaller, never broken: a postcode must stay on its line.
            float size = 11;
            while (size > 6
                    && sheet.typeface().width(sheet.typeface().printable(line), size) > WINDOW_WIDTH * 72 / 25.4f) {
                size -= 0.5f;
            }
            sheet.line(line, WINDOW_LEFT, y, size);
            y += 4.5f;
        }
        float below = text(sheet, letter);
        if (!letter.code().isEmpty()) {
            QrCode.draw(sheet, letter.link(), WINDOW_LEFT, below, QR_SIDE);
            sheet.line(letter.code(), WINDOW_LEFT + QR_SIDE + 8, below + 16, 20);
        }
        sheet.line(foot, WINDOW_LEFT, FOOT, 7);
    }

    /** The text in the largest size in which it ends above the code. */
    private static float text(Sheet sheet, Letter letter) throws IOException {
        for (float size : SIZES) {
            if (end(sheet, letter, size) <= LOWEST || size == SIZES[SIZES.length - 1]) {
                float y = sheet.paragraph(letter.title(), WINDOW_LEFT, TEXT_TOP, size + 3, TEXT_WIDTH) + GAP;
                for (String paragraph : letter.paragraphs()) {
                    y = sheet.paragraph(paragraph, WINDOW_LEFT, y, size, TEXT_WIDTH) + GAP;
                }
                return Math.min(y + GAP, LOWEST + GAP);
            }
        }
        throw new AssertionError("a size was chosen");
    }

    private static float end(Sheet sheet, Letter letter, float size) throws IOException {
        float points = TEXT_WIDTH * 72 / 25.4f;
        float lines = sheet.typeface().lines(letter.title(), size + 3, points).size() * (size + 3);
        for (String paragraph : letter.paragraphs()) {
            lines += sheet.typeface().lines(paragraph, size, points).size() * size;
        }
        return TEXT_TOP
                + lines * 1.35f * 25.4f / 72
                + GAP * (letter.paragraphs().size() + 1);
    }
}
