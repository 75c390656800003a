// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.urna.crypto.record.AdditiveResult;

/** The result in words and figures, beside the published one. */
final class ResultTable {

    private static final String ROW = "  %-24s %10s %8s   %10s %8s%n";

    private ResultTable() {}

    /** Lines to print. */
    static String of(PublishedBallot published, AdditiveResult result) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.UK, ROW, "", "this board", "", "published", ""));
        if (result.sections().isEmpty()) {
            out.append("  (one class had fewer ballots than may be shown alone: counted together)\n");
        }
        for (AdditiveResult.Section section : result.sections()) {
            published.sections().stream()
                    .filter(s -> s.id().equals(section.section()))
                    .findFirst()
                    .ifPresent(s -> block(out, s.title(), published.options(), section.votes(), s.votes(), s.blank()));
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < published.options().size(); i++) {
            all.add(published.votes(i));
        }
        int blank = published.sections().stream()
                .mapToInt(PublishedBallot.Section::blank)
                .sum();
        block(out, "All", published.options(), result.total(), all, blank);
        for (int elected : result.elected()) {
            out.append("  elected: ")
                    .append(published.options().get(elected - 1))
                    .append('\n');
        }
        result.ties()
                .forEach(tie ->
                        out.append("  tie settled by ").append(tie.settledBy()).append('\n'));
        return out.toString();
    }

    private static void block(
            StringBuilder out,
            String title,
            List<String> names,
            AdditiveResult.Votes here,
            List<Integer> there,
            int blankThere) {
        out.append("  ").append(title).append('\n');
        if (here.votes().isEmpty()) {
            out.append("    not counted: too few ballots\n");
            return;
        }
        long sumHere = here.votes().stream().mapToLong(Long::longValue).sum();
        long sumThere = there.stream().mapToLong(Integer::longValue).sum();
        for (int i = 0; i < names.size(); i++) {
            out.append(row("  " + names.get(i), here.votes().get(i), sumHere, there.get(i), sumThere));
        }
        out.append(
                String.format(Locale.UK, ROW, "  blank or not voted", count(here.blank()), "", count(blankThere), ""));
        out.append(String.format(
                Locale.UK, ROW, "  ballots", count(here.ballots()), "", count(sumThere + blankThere), ""));
    }

    private static String row(String name, long here, long sumHere, long there, long sumThere) {
        return String.format(
                Locale.UK, ROW, name, count(here), percent(here, sumHere), count(there), percent(there, sumThere));
    }

    private static String count(long number) {
        return String.format(Locale.UK, "%,d", number);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.UK, "%.1f %%", 100.0 * part / whole);
    }
}
