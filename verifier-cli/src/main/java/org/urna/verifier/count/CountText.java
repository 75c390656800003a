// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.count;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.Outcome;
import org.urna.verifier.show.SafeText;

/** A count for people: one small table per stage, at most 80 columns wide. */
public final class CountText {

    private static final int NAME = 36;
    private static final int WIDTH = 80;

    private final CountedFile file;
    private final List<String> names;
    private final PrintWriter out;

    public CountText(CountedFile file, PrintWriter out) {
        this.file = file;
        this.names = file.names().stream().map(SafeText::of).toList();
        this.out = out;
    }

    /** Prints it. */
    public void print() {
        Count count = file.count();
        if (!file.blt().title().isEmpty()) {
            wrapped("", SafeText.of(file.blt().title()));
        }
        long unusable = count.unusable() + file.blt().invalid();
        wrapped(
                "",
                count.rule() + ", " + counted(count.seats(), "seat") + ", " + counted(names.size(), "candidate") + ". "
                        + counted(count.valid(), "valid ballot") + ", " + count.blank() + " blank, " + unusable
                        + " without a usable first preference. Quota " + shown(count.quota()) + ".");
        if (!count.withdrawn().isEmpty()) {
            wrapped("", "Withdrawn: " + list(count.withdrawn()));
        }
        List<BigDecimal> before = null;
        for (int i = 0; i < count.stages().size(); i++) {
            stage(i + 1, before);
            before = count.stages().get(i).votes();
        }
        out.println();
        wrapped("Elected: ", list(count.elected()));
        if (file.lotsUsed()) {
            wrapped(
                    "Lots (" + file.lots().source() + "), the earlier wins: ",
                    list(file.lots().order()));
        }
    }

    private void stage(int number, @Nullable List<BigDecimal> before) {
        Count.Stage stage = file.count().stages().get(number - 1);
        out.println();
        wrapped("Stage " + number + ": ", what(stage));
        for (int candidate = 1; candidate <= names.size(); candidate++) {
            BigDecimal votes = stage.votes().get(candidate - 1);
            BigDecimal change = before == null ? votes : votes.subtract(before.get(candidate - 1));
            if (votes.signum() != 0 || change.signum() != 0 || !isOut(candidate, number)) {
                row(names.get(candidate - 1), votes, before == null ? "" : signed(change), status(candidate, number));
            }
        }
        row("not transferable", stage.nonTransferable(), "", "");
        for (Outcome.Tie tie : file.count().ties()) {
            if (tie.stage() == number) {
                String by = tie.settledBy().equals("lot") ? "by lot" : "by looking back";
                wrapped(
                        "  Tie, settled " + by + ", " + names.get(tie.first() - 1) + " placed first: ",
                        list(tie.candidates()));
            }
        }
        decided("  Elected: ", stage.elected());
        decided("  Excluded: ", stage.excluded());
    }

    private static String what(Count.Stage stage, String who) {
        return switch (stage.kind()) {
            case FIRST -> "first preferences";
            case SURPLUS -> "surplus of " + who;
            case EXCLUSION -> "exclusion of " + who;
            case ITERATION -> "all ballots distributed anew";
        };
    }

    private String what(Count.Stage stage) {
        String words = what(stage, list(stage.from()));
        return stage.quota().compareTo(file.count().quota()) == 0
                ? words
                : words + " (quota " + shown(stage.quota()) + ")";
    }

    private boolean isOut(int candidate, int stage) {
        return file.count().withdrawn().contains(candidate)
                || file.count().stages().subList(0, stage - 1).stream()
                        .anyMatch(each -> each.excluded().contains(candidate));
    }

    private String status(int candidate, int stage) {
        boolean elected = file.count().stages().subList(0, stage).stream()
                .anyMatch(each -> each.elected().contains(candidate));
        boolean excluded = file.count().stages().get(stage - 1).excluded().contains(candidate);
        return elected ? "elected" : excluded ? "out" : "";
    }

    private void row(String name, BigDecimal votes, String change, String status) {
        out.println(String.format(Locale.ROOT, "  %s %15s %15s %s", padded(name), shown(votes), change, status)
                .stripTrailing());
    }

    private static String padded(String name) {
        int length = name.codePointCount(0, name.length());
        return length > NAME
                ? name.substring(0, name.offsetByCodePoints(0, NAME - 1)) + "…"
                : name + " ".repeat(NAME - length);
    }

    private static String shown(BigDecimal number) {
        return number.toPlainString();
    }

    private static String signed(BigDecimal change) {
        return change.signum() == 0 ? "" : (change.signum() > 0 ? "+" : "") + change.toPlainString();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String list(List<Integer> candidates) {
        return candidates.stream().map(candidate -> names.get(candidate - 1)).collect(Collectors.joining(", "));
    }

    private void decided(String label, List<Integer> candidates) {
        if (!candidates.isEmpty()) {
            wrapped(label, list(candidates));
        }
    }

    /** Prints text in lines of at most 80 columns, broken at spaces, those after the first indented. */
    private void wrapped(String label, String text) {
        StringBuilder line = new StringBuilder();
        for (String word : words(label + text)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line.setLength(0);
                line.append("   ");
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        out.println(line);
    }

    private static List<String> words(String text) {
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split(" +", -1)) {
            String rest = words.isEmpty() ? indent + word : word;
            while (rest.length() > WIDTH - 4) {
                words.add(rest.substring(0, WIDTH - 4));
                rest = rest.substring(WIDTH - 4);
            }
            words.add(rest);
        }
        return words;
    }
}
