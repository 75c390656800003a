// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Outcome;
import org.urna.verifier.show.Rounds;

/**
 * The report as one page: no script, no other file, nothing fetched. It says first what came of it, then what failed, then the results, then every
 * check, and ends with lines to sign.
 */
public final class ReportPage {

    /**
     * What the report says of the run besides its findings.
     *
     * @param place as the user named it
     * @param when the run ended
     * @param program name and version
     * @param anchors what the user knew of the election from elsewhere, a line each
     * @param command what repeats the run
     */
    public record Run(String place, Instant when, String program, List<String> anchors, String command) {
        public Run {
            anchors = List.copyOf(anchors);
        }
    }

    private static final String STYLE = style();

    private final Words words;
    private final Html html = new Html();
    private final Verified verified;
    private final Run run;
    private final Rounds rounds;

    private ReportPage(Words words, Verified verified, Rounds rounds, Run run) {
        this.words = words;
        this.verified = verified;
        this.rounds = rounds;
        this.run = run;
    }

    /**
     * The page.
     *
     * @param language {@code en} or {@code cy}
     * @throws IllegalArgumentException if there are no texts in that language
     */
    public static String of(String language, Verified verified, Rounds rounds, Run run) {
        return new ReportPage(new Words(language), verified, rounds, run).write();
    }

    /**
     * Finds out early whether a page can be written.
     *
     * @throws IllegalArgumentException if there are no texts in that language
     */
    public static void requireLanguage(String language) {
        Words.require(language);
    }

    private String write() {
        html.begin("html", "lang", words.language());
        head();
        html.begin("body");
        header();
        html.begin("main");
        verdict();
        facts();
        new CheckSections(words, html, verified.report()).failures();
        new ResultSections(words, html, verified, rounds).write();
        trust();
        new CheckSections(words, html, verified.report()).all();
        repeat();
        signature();
        html.end();
        html.end();
        html.end();
        return html.toString();
    }

    private void head() {
        String hash = Base64.getEncoder().encodeToString(Sha256.hash(STYLE.getBytes(StandardCharsets.UTF_8)));
        html.begin("head");
        html.lone("meta", "charset", "utf-8");
        html.lone(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'");
        html.lone("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.lone("meta", "name", "referrer", "content", "no-referrer");
        html.element("title", words.of("title") + " – " + words.of("verdict." + overall()));
        html.style(STYLE);
        html.end();
    }

    private String overall() {
        return word(verified.report().overall());
    }

    /** The key of an outcome in the language files. */
    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void header() {
        html.begin("header");
        html.element("p", words.of("title"), "class", "kind");
        verified.sealed()
                .ifPresentOrElse(
                        election -> {
                            Manifest manifest = election.manifest();
                            html.element("h1", manifest.title().get(words.language()));
                            if (manifest.rehearsal()) {
                                html.element("p", words.of("rehearsal"), "class", "kind");
                            }
                        },
                        () -> html.element("h1", words.of("unnamed")));
        html.end();
    }

    private void verdict() {
        String overall = overall();
        html.begin("section", "class", "verdict " + overall, "aria-labelledby", "verdict");
        html.element("h2", words.of("verdict." + overall), "id", "verdict");
        html.element("p", words.of("verdict." + overall + ".means"));
        html.element("p", words.of("phase." + word(verified.phase())));
        html.end();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void facts() {
        html.begin("section", "aria-labelledby", "facts");
        html.element("h2", words.of("facts"), "id", "facts");
        html.begin("dl", "class", "facts");
        fact("facts.when", words.time(run.when()));
        code("facts.place", run.place());
        verified.sealed().ifPresent(election -> {
            code("facts.election", election.manifest().election().hex());
            code("facts.fingerprint", election.election().hex());
        });
        verified.checkpoint().ifPresent(checkpoint -> {
            code("facts.origin", checkpoint.origin());
            fact("facts.size", words.number(checkpoint.size()));
            code("facts.root", checkpoint.root().toString());
        });
        fact("facts.program", run.program());
        if (run.anchors().isEmpty()) {
            fact("facts.anchors", words.of("facts.no-anchors"));
        }
        run.anchors().forEach(anchor -> code("facts.anchors", anchor));
        html.end();
        html.end();
    }

    private void fact(String key, String value) {
        html.begin("div").element("dt", words.of(key)).element("dd", value).end();
    }

    private void code(String key, String value) {
        html.begin("div").element("dt", words.of(key)).begin("dd").element("code", value);
        html.end().end();
    }

    private void trust() {
        if (verified.report().trust().isEmpty()) {
            return;
        }
        html.begin("section", "aria-labelledby", "trust");
        html.element("h2", words.of("trust"), "id", "trust");
        html.element("p", words.of("trust.means"));
        html.begin("ul", "lang", "en");
        verified.report().trust().forEach(sentence -> html.element("li", sentence));
        html.end();
        html.end();
    }

    private void repeat() {
        html.begin("section", "aria-labelledby", "repeat");
        html.element("h2", words.of("repeat"), "id", "repeat");
        html.element("p", words.of("repeat.means"));
        html.begin("pre", "tabindex", "0").element("code", run.command()).end();
        html.end();
    }

    private void signature() {
        html.begin("section", "class", "sign", "aria-labelledby", "sign");
        html.element("h2", words.of("sign"), "id", "sign");
        html.element("p", words.of("sign.statement." + overall()));
        html.begin("ul", "class", "lines");
        for (String line : List.of("sign.name", "sign.role", "sign.place", "sign.signature")) {
            html.element("li", words.of(line));
        }
        html.end();
        html.end();
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
