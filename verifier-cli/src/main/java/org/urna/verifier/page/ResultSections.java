// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.urna.crypto.count.Count;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.record.Tie;
import org.urna.crypto.verify.SealedElection;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.show.Rounds;

/** The results as this verification computed them, with the rounds of ranked contests. */
final class ResultSections {

    private final Words words;
    private final Html html;
    private final Verified verified;
    private final Rounds rounds;

    ResultSections(Words words, Html html, Verified verified, Rounds rounds) {
        this.words = words;
        this.html = html;
        this.verified = verified;
        this.rounds = rounds;
    }

    void write() {
        Optional<Manifest> manifest = verified.sealed().map(SealedElection::manifest);
        if (manifest.isEmpty() || verified.report().results().isEmpty()) {
            return;
        }
        html.begin("section", "aria-labelledby", "results");
        html.element("h2", words.of("results"), "id", "results");
        html.element("p", words.of("results.means"));
        for (Result result : verified.report().results()) {
            manifest.get().contest(result.contest()).ifPresent(contest -> contest(result, contest));
        }
        html.end();
    }

    private void contest(Result result, Contest contest) {
        html.begin("article");
        html.element("h3", contest.terms().title().get(words.language()));
        html.element("p", words.of("results.rule", contest.rule(), words.number(result.seats())), "class", "rule");
        if (!result.counted()) {
            html.element("p", words.of("results.too-few"));
        } else {
            html.element("p", words.of("results.elected", names(result.elected(), contest)), "class", "elected");
            if (result instanceof AdditiveResult additive) {
                votes(additive, contest);
            } else if (result instanceof RankedResult ranked) {
                ranked(ranked, contest);
            }
            result.ties().forEach(tie -> tie(tie, contest));
        }
        html.end();
    }

    private String name(int candidate, Contest contest) {
        return contest.candidates().get(candidate - 1).name().get(words.language());
    }

    private String names(List<Integer> candidates, Contest contest) {
        return candidates.isEmpty()
                ? words.of("results.nobody")
                : candidates.stream().map(each -> name(each, contest)).collect(Collectors.joining(", "));
    }

    private void votes(AdditiveResult result, Contest contest) {
        long all = result.total().votes().stream().mapToLong(Long::longValue).sum();
        html.begin("div", "class", "wide", "role", "region", "tabindex", "0", "aria-label", words.of("results.votes"));
        html.begin("table", "class", "votes");
        columns("results.candidate", "results.votes", "results.share", "results.outcome");
        html.begin("tbody");
        for (int i = 0; i < result.total().votes().size(); i++) {
            long votes = result.total().votes().get(i);
            html.begin("tr").element("th", name(i + 1, contest), "scope", "row");
            html.element("td", words.number(votes), "class", "number");
            html.element("td", words.share(votes, all), "class", "number");
            html.element("td", status(i + 1, result)).end();
        }
        html.end().end().end();
        html.element(
                "p",
                words.of(
                        "results.ballots",
                        words.number(result.total().ballots()),
                        words.number(result.total().blank())));
    }

    private String status(int candidate, Result result) {
        if (result.elected().contains(candidate)) {
            return words.of("results.is-elected");
        }
        return result.withdrawn().contains(candidate) ? words.of("results.is-withdrawn") : "";
    }

    private void columns(String... keys) {
        html.begin("thead").begin("tr");
        for (String key : keys) {
            html.element("th", words.of(key), "scope", "col");
        }
        html.end().end();
    }

    private void ranked(RankedResult result, Contest contest) {
        html.element(
                "p",
                words.of(
                        "results.papers",
                        words.number(result.total().ballots()),
                        words.number(result.total().blank()),
                        words.number(result.total().spoilt())));
        rounds.of(result.contest()).ifPresent(count -> rounds(count, contest));
    }

    private void rounds(Count count, Contest contest) {
        String id = "rounds-" + contest.id();
        html.begin("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", id);
        html.begin("table", "class", "rounds");
        html.element("caption", words.of("rounds", count.quota().toPlainString()), "id", id);
        html.begin("thead").begin("tr").element("th", words.of("results.candidate"), "scope", "col");
        for (int i = 0; i < count.stages().size(); i++) {
            html.begin("th", "scope", "col").element("span", words.of("rounds.round", i + 1), "class", "name");
            html.element("span", what(count.stages().get(i), contest), "class", "means")
                    .end();
        }
        html.end().end();
        html.begin("tbody");
        for (int candidate = 1; candidate <= count.candidates(); candidate++) {
            html.begin("tr").element("th", name(candidate, contest), "scope", "row");
            for (int i = 0; i < count.stages().size(); i++) {
                cell(count, candidate, i);
            }
            html.end();
        }
        html.begin("tr").element("th", words.of("rounds.not-transferable"), "scope", "row");
        count.stages().forEach(stage -> html.element("td", plain(stage.nonTransferable()), "class", "number"));
        html.end();
        html.end().end().end();
    }

    private void cell(Count count, int candidate, int stage) {
        Count.Stage at = count.stages().get(stage);
        html.begin("td", "class", "number").text(plain(at.votes().get(candidate - 1)));
        if (at.elected().contains(candidate)) {
            html.element("span", words.of("rounds.elected"), "class", "mark pass");
        } else if (at.excluded().contains(candidate)) {
            html.element("span", words.of("rounds.excluded"), "class", "mark out");
        }
        html.end();
    }

    private static String plain(BigDecimal votes) {
        return votes.stripTrailingZeros().scale() <= 0 ? votes.toBigInteger().toString() : votes.toPlainString();
    }

    private String what(Count.Stage stage, Contest contest) {
        return words.of("rounds." + stage.kind().code(), names(stage.from(), contest));
    }

    private void tie(Tie tie, Contest contest) {
        html.element(
                "p",
                words.of(
                        "results.tie",
                        tie.stage(),
                        names(tie.candidates(), contest),
                        words.of("tie." + tie.settledBy()),
                        name(tie.first(), contest)));
    }
}
