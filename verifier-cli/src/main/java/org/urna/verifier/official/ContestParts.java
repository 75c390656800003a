// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.urna.crypto.count.Count;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.verifier.official.Part.Cell;
import org.urna.verifier.official.Part.Source;
import org.urna.verifier.page.Words;
import org.urna.verifier.show.Rounds;

/** The parts of the report on one contest: the votes, or a table of rounds for every few rounds. */
final class ContestParts {

    /** Rounds side by side on a sheet. */
    private static final int ROUNDS = 5;

    private static final float NAMES = 60;

    private final Words words;
    private final Rounds rounds;

    ContestParts(Words words, Rounds rounds) {
        this.words = words;
        this.rounds = rounds;
    }

    List<Part> of(Result result, Contest contest) {
        String title = contest.terms().title().get(words.language());
        List<String> texts = new ArrayList<>();
        texts.add(words.of("results.rule", contest.rule(), words.number(result.seats())));
        texts.add(
                result.counted()
                        ? words.of("results.elected", names(result.elected(), contest))
                        : words.of("results.too-few"));
        if (!result.withdrawn().isEmpty()) {
            texts.add(words.of("official.withdrawn", names(result.withdrawn(), contest)));
        }
        result.ties()
                .forEach(tie -> texts.add(words.of(
                        "results.tie",
                        tie.stage(),
                        names(tie.candidates(), contest),
                        words.of("tie." + tie.settledBy()),
                        name(tie.first(), contest))));
        List<Part> parts = new ArrayList<>();
        if (result instanceof AdditiveResult additive) {
            parts.add(votes(title, texts, additive, contest));
        } else if (result instanceof RankedResult ranked) {
            parts.add(papers(title, texts, ranked));
            rounds.of(result.contest()).ifPresent(count -> rounds(parts, title, count, contest));
        }
        return parts;
    }

    private String name(int candidate, Contest contest) {
        return contest.candidates().get(candidate - 1).name().get(words.language());
    }

    private String names(List<Integer> candidates, Contest contest) {
        return candidates.isEmpty()
                ? words.of("results.nobody")
                : candidates.stream().map(each -> name(each, contest)).collect(Collectors.joining(", "));
    }

    private Cell number(long number) {
        return new Cell(words.number(number), Long.toString(number));
    }

    private List<Cell> line(String key, long value) {
        return List.of(Cell.of(words.of(key)), number(value));
    }

    private Part votes(String title, List<String> texts, AdditiveResult result, Contest contest) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < result.total().votes().size(); i++) {
            rows.add(List.of(
                    Cell.of(name(i + 1, contest)), number(result.total().votes().get(i))));
        }
        rows.add(line("official.blank", result.total().blank()));
        rows.add(line("official.papers", result.total().ballots()));
        return new Part(
                title,
                Source.BOARD,
                texts,
                List.of(words.of("results.candidate"), words.of("results.votes")),
                rows,
                2 * NAMES);
    }

    private Part papers(String title, List<String> texts, RankedResult result) {
        RankedResult.Totals total = result.total();
        return new Part(
                title,
                Source.BOARD,
                texts,
                List.of(words.of("official.what"), words.of("official.value")),
                List.of(
                        line("official.papers", total.ballots()),
                        line("official.blank", total.blank()),
                        line("official.spoilt", total.spoilt())),
                2 * NAMES);
    }

    private void rounds(List<Part> parts, String title, Count count, Contest contest) {
        int all = count.stages().size();
        for (int from = 0; from < all; from += ROUNDS) {
            int to = Math.min(all, from + ROUNDS);
            List<String> head = new ArrayList<>(List.of(words.of("results.candidate")));
            List<String> texts = new ArrayList<>();
            for (int i = from; i < to; i++) {
                Count.Stage stage = count.stages().get(i);
                head.add(words.of("rounds.round", i + 1));
                texts.add(words.of("rounds.round", i + 1) + ": "
                        + words.of("rounds." + stage.kind().code(), names(stage.from(), contest)) + ". "
                        + words.of("official.quota", plain(stage.quota())));
            }
            parts.add(new Part(
                    words.of("official.rounds", title, from + 1, to),
                    Source.BOARD,
                    texts,
                    head,
                    rows(count, contest, from, to),
                    NAMES));
        }
    }

    private List<List<Cell>> rows(Count count, Contest contest, int from, int to) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int candidate = 1; candidate <= count.candidates(); candidate++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name(candidate, contest))));
            for (Count.Stage stage : count.stages().subList(from, to)) {
                row.add(cell(stage, candidate));
            }
            rows.add(row);
        }
        List<Cell> rest = new ArrayList<>(List.of(Cell.of(words.of("rounds.not-transferable"))));
        count.stages().subList(from, to).forEach(stage -> rest.add(Cell.of(plain(stage.nonTransferable()))));
        rows.add(rest);
        return rows;
    }

    private Cell cell(Count.Stage stage, int candidate) {
        String votes = plain(stage.votes().get(candidate - 1));
        if (stage.elected().contains(candidate)) {
            return new Cell(votes + " " + words.of("rounds.elected"), votes + " elected");
        }
        return stage.excluded().contains(candidate)
                ? new Cell(votes + " " + words.of("rounds.excluded"), votes + " excluded")
                : Cell.of(votes);
    }

    private static String plain(BigDecimal votes) {
        return votes.stripTrailingZeros().scale() <= 0 ? votes.toBigInteger().toString() : votes.toPlainString();
    }
}
