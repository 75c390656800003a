// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;

class PrintFileTest {

    private static final String PAGE = "https://vote.example.org/e/0123456789abcdef0123456789abcdef/vote";
    private static final float POINTS = 72f / 25.4f;

    private static Letter letter(int number, String name, String text) {
        String code = VotingCode.random(Entropy.secure()).display();
        return new Letter(
                "M" + number,
                List.of(name, number + " Stryd Fawr", "Aberystwyth", "SY23 1AA", "United Kingdom"),
                "Pwyllgor 2026",
                List.of("Annwyl " + name + ",", text, PAGE + "\n" + code),
                PAGE + "#" + code,
                code);
    }

    private static String text(PDDocument document, int page) throws Exception {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }

    private static String qr(PDDocument document, int page) throws Exception {
        return Seen.qrCode(new PDFRenderer(document).renderImageWithDPI(page - 1, 150))
                .orElseThrow();
    }

    @Test
    void aThousandLettersEachWithItsAddressItsCodeAndItsQrCode() throws Exception {
        List<Letter> letters = new ArrayList<>();
        for (int i = 1; i <= PrintFile.MOST; i++) {
            letters.add(letter(i, "Si\u00f4n \u0174yn " + i, "Cewch bleidleisio."));
        }

        byte[] pdf = PrintFile.of("letters-000001", letters);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(PrintFile.MOST + 1);
            assertThat(text(document, 1))
                    .contains(
                            "Control sheet",
                            "letters-000001",
                            "Letters: 1000",
                            "First member: M1",
                            "Last member: M1000")
                    .doesNotContain(letters.get(0).code());
            String all = new PDFTextStripper().getText(document);
            assertThat(letters).allMatch(each -> all.contains(each.code()));
            for (int page : new int[] {2, 501, PrintFile.MOST + 1}) {
                Letter letter = letters.get(page - 2);
                assertThat(text(document, page))
                        .contains(
                                letter.code(), letter.address().get(0), "letters-000001 " + " " + (page - 1) + "/1000");
                assertThat(qr(document, page)).isEqualTo(letter.link());
            }
        }
    }

    @Test
    void theWindowOfTheEnvelopeShowsTheAddressAndNothingElse() throws Exception {
        Letter letter =
                letter(7, "A name that is much longer than any window of an envelope has ever been made for", "Text.");

        try (PDDocument document = Loader.loadPDF(PrintFile.of("x", List.of(letter)))) {
            PDFTextStripperByArea stripper = new PDFTextStripperByArea();
            stripper.setSortByPosition(true);
            stripper.addRegion(
                    "window",
                    new Rectangle2D.Float(
                            LetterPage.WINDOW_LEFT * POINTS,
                            LetterPage.WINDOW_TOP * POINTS,
                            92 * POINTS,
                            (LetterPage.WINDOW_BOTTOM - LetterPage.WINDOW_TOP) * POINTS));
            stripper.extractRegions(document.getPage(1));
            assertThat(stripper.getTextForRegion("window").strip().lines()).containsExactlyElementsOf(letter.address());
        }
    }

    @Test
    void aLongTextIsSetSmallerAndTheCodeStillStandsOnThePage() throws Exception {
        Letter letter = letter(1, "Ann", "Many words stand here. ".repeat(180));

        try (PDDocument document = Loader.loadPDF(PrintFile.of("x", List.of(letter)))) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(text(document, 2)).contains(letter.code());
            assertThat(qr(document, 2)).isEqualTo(letter.link());
        }
    }

    @Test
    void whatTheTypefaceHasNotIsNamedOnTheControlSheet() throws Exception {
        Letter hostile = letter(3, "\u674e \u202e\u0007<b>", "Text.");

        try (PDDocument document = Loader.loadPDF(PrintFile.of("x", List.of(letter(2, "Ann", "Text."), hostile)))) {
            assertThat(text(document, 1)).contains("question mark: members M3");
            assertThat(text(document, 3)).startsWith("? ?<b>");
        }
        assertThatThrownBy(() -> PrintFile.of("x", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
