// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import java.util.List;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.verify.report.Row;

/** What was checked, how many, and what failed and where. */
final class CheckSections {

    private final Words words;
    private final Html html;
    private final Report report;

    CheckSections(Words words, Html html, Report report) {
        this.words = words;
        this.html = html;
        this.report = report;
    }

    /** Each check that failed with what that means, and the places; nothing if none did. */
    void failures() {
        List<Row> failed = report.rows().stream()
                .filter(row -> row.outcome() == Outcome.FAIL)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        html.begin("section", "aria-labelledby", "failures");
        html.element("h2", words.of("failures"), "id", "failures");
        html.element("p", words.of("failures.means"));
        for (Row row : failed) {
            html.begin("article", "class", "failed");
            html.element("h3", words.of("check." + row.check().id()));
            html.element("p", words.of("fails." + row.check().id()));
            html.begin("ul", "lang", "en");
            row.failures().forEach(this::place);
            html.end();
            long more = row.failed() - row.failures().size();
            if (more > 0) {
                html.element("p", words.of("failures.more", words.number(more)));
            }
            html.end();
        }
        html.end();
    }

    private void place(Failure failure) {
        StringBuilder place = new StringBuilder();
        failure.entry().ifPresent(entry -> place.append("entry ").append(entry));
        if (!failure.contest().isEmpty()) {
            place.append(place.length() == 0 ? "" : ", ").append("contest ").append(failure.contest());
        }
        html.begin("li");
        if (place.length() > 0) {
            html.element("strong", place + ":").text(" ");
        }
        html.text(failure.reason()).end();
    }

    /** The table of all checks. */
    void all() {
        html.begin("section", "aria-labelledby", "checks");
        html.element("h2", words.of("checks"), "id", "checks");
        html.element("p", words.of("checks.means"));
        // Narrow screens show rows as blocks, which would take the meaning of a table away without the roles.
        html.begin("table", "class", "checks", "role", "table");
        html.begin("thead", "role", "rowgroup").begin("tr", "role", "row");
        for (String column : List.of("checks.check", "checks.counted", "checks.outcome")) {
            html.element("th", words.of(column), "scope", "col", "role", "columnheader");
        }
        html.end().end();
        html.begin("tbody", "role", "rowgroup");
        report.rows().forEach(this::row);
        html.end();
        html.end();
        html.end();
    }

    private void row(Row row) {
        String id = row.check().id();
        html.begin("tr", "role", "row");
        html.begin("th", "scope", "row", "role", "rowheader");
        html.element("span", words.of("check." + id), "class", "name");
        html.element("span", words.of("holds." + id), "class", "means");
        for (String note : row.notes()) {
            html.element("span", note, "class", "note", "lang", "en");
        }
        html.end();
        html.element(
                "td",
                words.of("checks.of", words.number(row.checked()), words.number(row.expected())),
                "class",
                "number",
                "role",
                "cell");
        html.begin("td", "role", "cell")
                .element(
                        "span",
                        words.of("outcome." + ReportPage.word(row.outcome())),
                        "class",
                        "mark " + ReportPage.word(row.outcome()));
        html.end();
        html.end();
    }
}
