// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.show;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.verify.SealedElection;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Failure;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.verify.report.Row;

/** A report for people. Everything that comes from the board goes through {@link SafeText}. */
public final class ReportText {

    private final PrintWriter out;

    public ReportText(PrintWriter out) {
        this.out = out;
    }

    /** Prints the table of checks, failures, trust, results, and one line that says it all. */
    public void print(Verified verified) {
        Report report = verified.report();
        verified.sealed().ifPresent(election -> {
            Manifest manifest = election.manifest();
            out.println(safe(manifest.title().get(manifest.languages().get(0))));
            out.println("election     " + manifest.election());
            out.println("fingerprint  " + election.election());
            out.println();
        });
        table(report);
        failures(report);
        notes(report);
        results(verified);
        list("What rests on trust", report.trust());
        out.println();
        out.println(verdict(report));
        out.flush();
    }

    private static String safe(String text) {
        return SafeText.of(text);
    }

    private void table(Report report) {
        String form = "%-20s %12s %12s  %-14s %s%n";
        out.printf(Locale.ROOT, form, "check", "expected", "checked", "outcome", "items");
        for (Row row : report.rows()) {
            out.printf(
                    Locale.ROOT,
                    form,
                    row.check().id(),
                    row.expected(),
                    row.checked(),
                    word(row.outcome()),
                    row.check().items());
        }
    }

    /** The word for an outcome, the same in every output. */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "pass";
            case FAIL -> "FAIL";
            case NOT_CHECKED -> "not checked";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    private void failures(Report report) {
        list("Failures", report.failures().stream().map(ReportText::line).toList());
        for (Row row : report.rows()) {
            long more = row.failed() - row.failures().size();
            if (more > 0) {
                out.println("  " + row.check().id() + ": and " + more + " more");
            }
        }
    }

    private static String line(Failure failure) {
        StringBuilder line = new StringBuilder(failure.check().id());
        failure.entry().ifPresent(entry -> line.append(", entry ").append(entry));
        if (!failure.contest().isEmpty()) {
            line.append(", contest ").append(failure.contest());
        }
        return line.append(": ").append(failure.reason()).toString();
    }

    private void notes(Report report) {
        list(
                "Notes",
                report.rows().stream()
                        .flatMap(row ->
                                row.notes().stream().map(note -> row.check().id() + ": " + note))
                        .toList());
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(title);
            lines.forEach(line -> out.println("  " + safe(line)));
        }
    }

    private void results(Verified verified) {
        Optional<Manifest> manifest = verified.sealed().map(SealedElection::manifest);
        for (Result result : verified.report().results()) {
            Optional<Contest> contest = manifest.flatMap(each -> each.contest(result.contest()));
            if (contest.isPresent()) {
                result(result, contest.get(), manifest.get().languages().get(0));
            }
        }
    }

    private void result(Result result, Contest contest, String language) {
        out.println();
        out.println("Result of " + safe(contest.terms().title().get(language)) + " (" + contest.id() + ", rule "
                + contest.rule() + ")");
        if (!result.counted()) {
            out.println("  not counted: too few ballots");
            return;
        }
        if (result instanceof AdditiveResult additive) {
            votes(additive, contest, language);
        } else if (result instanceof RankedResult ranked) {
            out.printf(Locale.ROOT, "  %10d  blank%n", ranked.total().blank());
            out.printf(Locale.ROOT, "  %10d  spoilt%n", ranked.total().spoilt());
            out.printf(Locale.ROOT, "  %10d  ballots%n", ranked.total().ballots());
            out.println("  elected: " + names(ranked.elected(), contest, language));
        }
        result.ties()
                .forEach(tie -> out.println("  a tie of candidates " + tie.candidates() + " was settled by "
                        + tie.settledBy() + " for candidate " + tie.first()));
    }

    private static String names(List<Integer> candidates, Contest contest, String language) {
        return candidates.stream()
                .map(each -> safe(contest.candidates().get(each - 1).name().get(language)))
                .collect(Collectors.joining(", "));
    }

    private void votes(AdditiveResult result, Contest contest, String language) {
        for (int i = 0; i < result.total().votes().size(); i++) {
            int candidate = i + 1; // candidates are numbered from 1
            String mark = result.elected().contains(candidate) ? "  elected" : "";
            String withdrawn = result.withdrawn().contains(candidate) ? "  withdrawn" : "";
            String name = safe(contest.candidates().get(i).name().get(language));
            out.printf(Locale.ROOT, "  %10d  %s%s%s%n", result.total().votes().get(i), name, mark, withdrawn);
        }
        out.printf(Locale.ROOT, "  %10d  blank or not voted%n", result.total().blank());
        out.printf(Locale.ROOT, "  %10d  ballots%n", result.total().ballots());
    }

    private static String verdict(Report report) {
        return switch (report.overall()) {
            case PASS -> "VERDICT: every check ran and held.";
            case FAIL -> "VERDICT: FAILED. At least one check does not hold.";
            default -> "VERDICT: nothing failed, but something could not be checked.";
        };
    }
}
