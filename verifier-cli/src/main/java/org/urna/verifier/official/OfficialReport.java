// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.Phase;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Outcome;
import org.urna.verifier.page.Words;
import org.urna.verifier.show.Rounds;
import org.urna.verifier.show.SafeText;

/**
 * The returning officer's report. There is none of a verification that did not pass, or of an election that has no result: what is on paper was
 * verified in the same run, on the checkpoint that the paper names.
 */
public final class OfficialReport {

    private static final float TITLE = 18;
    private static final float HEADING = 13;

    private final Words words;
    private final Manifest manifest;
    private final Instant when;
    private final List<Part> parts;

    private OfficialReport(Words words, Manifest manifest, Instant when, List<Part> parts) {
        this.words = words;
        this.manifest = manifest;
        this.when = when;
        this.parts = parts;
    }

    /**
     * Makes the report.
     *
     * @param language {@code en} or {@code cy}
     * @throws IllegalStateException if a check failed or was not made, or the election has no result yet
     * @throws IllegalArgumentException if the statement is of another election
     */
    public static OfficialReport of(
            String language, Verified verified, Rounds rounds, Statement statement, Instant when) {
        if (!isDue(verified)) {
            throw new IllegalStateException("no report: not every check ran and held, or there is no result yet");
        }
        Manifest manifest = verified.sealed().orElseThrow().manifest();
        if (!statement.election().equals(manifest.election().hex())) {
            throw new IllegalArgumentException("the statement is of another election");
        }
        Words words = new Words(language);
        return new OfficialReport(words, manifest, when, Parts.of(words, verified, rounds, statement, when));
    }

    /** Whether a report may be made: every check held, and the results are published. */
    public static boolean isDue(Verified verified) {
        return verified.report().overall() == Outcome.PASS
                && verified.phase() == Phase.FINAL
                && verified.poll().isPresent()
                && verified.sealed().isPresent();
    }

    /** The report on A4 sheets. */
    public byte[] pdf() throws IOException {
        String title = words.of("official.title");
        String election = safe(manifest.title().get(words.language()));
        try (Pages pages = new Pages(title, words.language())) {
            pages.heading(title, HEADING);
            pages.heading(election, TITLE);
            if (manifest.rehearsal()) {
                pages.heading(words.of("rehearsal"), HEADING);
            }
            for (Part part : parts) {
                pages.heading(safe(part.title()), HEADING);
                if (part.source() == Part.Source.ORGANISATION) {
                    pages.paragraph(words.of("official.source.organisation"));
                }
                for (String text : part.texts()) {
                    pages.paragraph(safe(text));
                }
                if (!part.rows().isEmpty()) {
                    pages.table(
                            part.head(),
                            part.rows().stream()
                                    .map(row -> row.stream()
                                            .map(cell -> safe(cell.shown()))
                                            .toList())
                                    .toList(),
                            part.first());
                }
            }
            pages.heading(words.of("sign"), HEADING);
            pages.paragraph(words.of("official.sign"));
            for (String line : List.of("sign.name", "sign.place", "sign.signature")) {
                pages.blank(words.of(line));
            }
            return pages.end(election + "  " + words.time(when));
        }
    }

    private static String safe(String text) {
        return SafeText.of(text);
    }

    /** The same figures as a table: one line each, with who vouches for it. */
    public String csv() {
        StringBuilder csv = new StringBuilder("part,item,figure,value,source\r\n");
        for (Part part : parts) {
            for (List<Part.Cell> row : part.rows()) {
                for (int i = 1; i < row.size(); i++) {
                    line(
                            csv,
                            part.title(),
                            row.get(0).plain(),
                            part.head().get(i),
                            row.get(i).plain(),
                            part.source() == Part.Source.BOARD ? "board" : "organisation");
                }
            }
            if (part.rows().isEmpty()) {
                part.texts().forEach(text -> line(csv, part.title(), "", "", text, "board"));
            }
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append('"').append(cell(cells[i])).append('"');
        }
        csv.append("\r\n");
    }

    /** Spreadsheets take a cell that begins like a formula for one. */
    private static String cell(String text) {
        String safe = safe(text).replace("\"", "\"\"");
        return !safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0 ? "'" + safe : safe;
    }
}
