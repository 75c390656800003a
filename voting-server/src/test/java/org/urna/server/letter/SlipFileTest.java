// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.server.mail.Words;

class SlipFileTest {

    private static final String PAGE = "https://vote.example.org/e/0123456789abcdef0123456789abcdef/vote";

    private static Slip slip(int number, String title, String... languages) {
        String code = VotingCode.random(Entropy.secure()).display();
        List<Slip.Said> said = new ArrayList<>();
        for (String language : languages) {
            Words words = Words.of(language);
            said.add(new Slip.Said(
                    title,
                    "Members \u00d7 2",
                    words.slip("heading"),
                    words.slip("notYet"),
                    words.slip("vote"),
                    words.slip("once"),
                    words.slip("fold")));
        }
        String digits = String.format("%05d", number);
        return new Slip(said, digits.substring(0, 4) + "-" + digits.charAt(4), digits, PAGE + "#" + code, PAGE, code);
    }

    @Test
    void eachSlipHasItsNumberForTheDeskAndItsCodeForTheVoterInBothLanguages() throws Exception {
        List<Slip> slips = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            slips.add(slip(10_000 + i, "Cyfarfod blynyddol 2026", "cy", "en"));
        }

        byte[] pdf = SlipFile.of("slips-000001", slips);

        List<PrintedSlips.Read> read = PrintedSlips.read(pdf);
        assertThat(read)
                .extracting(PrintedSlips.Read::serial)
                .containsExactlyElementsOf(slips.stream().map(Slip::scanned).toList());
        assertThat(read)
                .extracting(PrintedSlips.Read::link)
                .containsExactlyElementsOf(slips.stream().map(Slip::link).toList());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(4);
            String text = new PDFTextStripper().getText(document);
            assertThat(slips).allMatch(each -> text.contains(each.code()) && text.contains(each.serial()));
            assertThat(text)
                    .contains("Not valid until the desk has activated it", "bod y ddesg wedi", "Members \u00d7 2")
                    .doesNotContain("?");
            PDFTextStripper first = new PDFTextStripper();
            first.setEndPage(1);
            assertThat(first.getText(document))
                    .contains(
                            "do not hand out",
                            "Slips: 7 on 3 pages",
                            slips.get(0).serial(),
                            slips.get(6).serial())
                    .doesNotContain(slips.get(0).code());
        }
    }

    @Test
    void aTitleWithoutEndIsCutAndTheRestOfTheSlipStaysWhereItIs() throws Exception {
        Slip hostile = slip(10_004, "A very long title of a meeting ".repeat(60) + "\u674e\u202e", "en", "cy");

        byte[] pdf = SlipFile.of("slips-000004", List.of(hostile));

        assertThat(PrintedSlips.read(pdf)).singleElement().satisfies(read -> {
            assertThat(read.link()).isEqualTo(hostile.link());
            assertThat(read.serial()).isEqualTo(hostile.scanned());
        });
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper slips = new PDFTextStripper();
            slips.setStartPage(2);
            assertThat(slips.getText(document)).contains("\u2026", hostile.serial(), hostile.code());
        }
    }

    @Test
    void aFileWithoutSlipsOrASlipWithoutWordsIsNone() {
        assertThatThrownBy(() -> SlipFile.of("x", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slip(List.of(), "1", "1", "", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(slip(1, "t", "en")).hasToString("Slip[0000-1]");
    }
}
