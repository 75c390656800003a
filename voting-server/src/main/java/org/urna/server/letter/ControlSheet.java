// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The first page of a print file, which is not posted: what must come out of the printer. It holds no code. */
final class ControlSheet {

    private static final float LEFT = 20;
    private static final float WIDTH = 170;
    private static final int MOST_NAMED = 40;

    private ControlSheet() {}

    static void draw(Sheet sheet, String name, List<Letter> letters) throws IOException {
        float y = sheet.paragraph(
                        "Control sheet: do not post / Taflen reoli: peidiwch \u00e2'i phostio", LEFT, 20, 16, WIDTH)
                + 6;
        Letter first = letters.get(0);
        Letter last = letters.get(letters.size() - 1);
        for (String line : List.of(
                "File: " + name,
                "Election: " + first.title(),
                "Letters: " + letters.size() + ", one page each",
                "First member: " + first.memberNumber(),
                "Last member: " + last.memberNumber())) {
            y = sheet.paragraph(line, LEFT, y, 12, WIDTH) + 1;
        }
        y = sheet.paragraph(
                        "Each page bears the name of this file and its number at the foot. Count the pages, and destroy this file once the letters are posted:"
                                + " who has a letter can vote with it.",
                        LEFT,
                        y + 4,
                        11,
                        WIDTH)
                + 4;
        List<String> unprintable = unprintable(sheet, letters);
        if (!unprintable.isEmpty()) {
            String more = unprintable.size() > MOST_NAMED ? " and " + (unprintable.size() - MOST_NAMED) + " more" : "";
            sheet.paragraph(
                    "The address has characters that are printed as a question mark: members "
                            + String.join(", ", unprintable.subList(0, Math.min(unprintable.size(), MOST_NAMED)))
                            + more,
                    LEFT,
                    y,
                    11,
                    WIDTH);
        }
    }

    private static List<String> unprintable(Sheet sheet, List<Letter> letters) {
        List<String> members = new ArrayList<>();
        for (Letter letter : letters) {
            if (!letter.address().stream().allMatch(sheet.typeface()::isPrintable)) {
                members.add(letter.memberNumber());
            }
        }
        return members;
    }
}
