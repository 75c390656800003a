// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.urna.crypto.count.Count;

/** Counts of rankings in words and figures: rounds beside those that were published, and who was elected to an executive. */
final class RoundsTable {

    private static final String ROW = "  %-24s %10s %8s   %10s %8s%n";

    private RoundsTable() {}

    /** The rounds of an alternative vote beside the published ones. */
    static String of(PublishedRounds published, Count count) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.UK, ROW, "", "this board", "", "published", ""));
        for (int round = 0;
                round < Math.max(count.stages().size(), published.rounds().size());
                round++) {
            out.append("  Round ").append(round + 1);
            if (round < count.stages().size()) {
                out.append(excluded(published.candidates(), count.stages().get(round)));
            }
            out.append('\n');
            round(out, published, count, round);
        }
        out.append(String.format(
                Locale.UK, ROW, "blank ballots", number(count.blank()), "", number(published.blank()), ""));
        out.append("  elected: ")
                .append(names(published.candidates(), count.elected()))
                .append('\n');
        return out.toString();
    }

    private static String excluded(List<String> names, Count.Stage stage) {
        return stage.from().isEmpty() ? "" : ", after the exclusion of " + names(names, stage.from());
    }

    private static void round(StringBuilder out, PublishedRounds published, Count count, int round) {
        long playHere = 0;
        if (round < count.stages().size()) {
            playHere =
                    count.valid() - count.stages().get(round).nonTransferable().longValueExact();
        }
        boolean known = round < published.rounds().size();
        long playThere = known ? published.valid() - published.exhausted(round) : 0;
        for (int i = 0; i < published.candidates().size(); i++) {
            long here =
                    playHere == 0 ? 0 : count.stages().get(round).votes().get(i).longValueExact();
            long there = known ? published.rounds().get(round).get(i) : 0;
            if (here > 0 || there > 0) {
                out.append(String.format(
                        Locale.UK,
                        ROW,
                        "  " + published.candidates().get(i),
                        number(here),
                        percent(here, playHere),
                        number(there),
                        percent(there, playThere)));
            }
        }
        out.append(String.format(
                Locale.UK,
                ROW,
                "  no further preference",
                number(count.valid() - playHere),
                "",
                known ? number(published.exhausted(round)) : "–",
                ""));
    }

    /** Who was elected to an executive, when, and with how many votes; nothing was published to put beside it. */
    static String elected(List<String> names, Count count) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.UK,
                "  %d seats by %s, %,d valid ballots, %,d blank, quota %s, %d stages%n",
                count.seats(),
                count.rule(),
                count.valid(),
                count.blank(),
                count.quota().toPlainString(),
                count.stages().size()));
        for (int i = 0; i < count.elected().size(); i++) {
            int candidate = count.elected().get(i);
            int stage = stageOf(count, candidate);
            BigDecimal votes = count.stages().get(stage).votes().get(candidate - 1);
            out.append(String.format(
                    Locale.UK, "  %2d. %-28s stage %2d %10s%n", i + 1, names.get(candidate - 1), stage + 1, votes));
        }
        count.ties()
                .forEach(tie -> out.append("  tie between ")
                        .append(names(names, tie.candidates()))
                        .append(" at stage ")
                        .append(tie.stage())
                        .append(", settled by ")
                        .append(tie.settledBy())
                        .append('\n'));
        return out.toString();
    }

    private static int stageOf(Count count, int candidate) {
        for (int i = 0; i < count.stages().size(); i++) {
            if (count.stages().get(i).elected().contains(candidate)) {
                return i;
            }
        }
        throw new IllegalStateException("elected in no stage");
    }

    private static String names(List<String> names, List<Integer> candidates) {
        return candidates.stream().map(candidate -> names.get(candidate - 1)).collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return String.format(Locale.UK, "%,d", number);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.UK, "%.1f %%", 100.0 * part / whole);
    }
}
