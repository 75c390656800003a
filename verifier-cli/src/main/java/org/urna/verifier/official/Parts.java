// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Result;
import org.urna.crypto.verify.Poll;
import org.urna.crypto.verify.SealedElection;
import org.urna.crypto.verify.Verified;
import org.urna.crypto.verify.report.Row;
import org.urna.verifier.official.Part.Cell;
import org.urna.verifier.official.Part.Source;
import org.urna.verifier.page.Words;
import org.urna.verifier.show.Rounds;

/** Puts the parts of the report together, from the figures of a verification and the organisation's statement. */
final class Parts {

    private static final float NAMES = 80;
    private static final float SHORT_NAMES = 70;

    /** Leaves room for a hash in one line. */
    private static final float BESIDE_HASHES = 40;

    private final Words words;
    private final Verified verified;
    private final SealedElection election;
    private final Poll poll;
    private final Statement statement;
    private final List<Part> parts = new ArrayList<>();

    private Parts(Words words, Verified verified, Statement statement) {
        this.words = words;
        this.verified = verified;
        this.election = verified.sealed().orElseThrow();
        this.poll = verified.poll().orElseThrow();
        this.statement = statement;
    }

    static List<Part> of(Words words, Verified verified, Rounds rounds, Statement statement, Instant when) {
        Parts all = new Parts(words, verified, statement);
        all.record(when);
        all.poll();
        all.turnout();
        all.statement();
        ContestParts contests = new ContestParts(words, rounds);
        for (Result result : verified.report().results()) {
            all.election
                    .manifest()
                    .contest(result.contest())
                    .ifPresent(contest -> all.parts.addAll(contests.of(result, contest)));
        }
        all.trustees();
        all.trust();
        all.checks();
        return List.copyOf(all.parts);
    }

    private Cell number(long number) {
        return new Cell(words.number(number), Long.toString(number));
    }

    private static Cell text(String text) {
        return Cell.of(text);
    }

    private Cell time(Instant time) {
        return new Cell(words.time(time), time.toString());
    }

    private void add(
            String title, Source source, List<String> texts, List<List<Cell>> rows, float first, String... head) {
        List<String> columns = Stream.of(head).map(words::of).toList();
        parts.add(new Part(words.of(title), source, texts, columns, rows, first));
    }

    private List<Cell> line(String key, Cell value) {
        return List.of(text(words.of(key)), value);
    }

    private void record(Instant when) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(line("facts.election", text(election.manifest().election().hex())));
        rows.add(line("facts.fingerprint", text(election.election().hex())));
        verified.checkpoint().ifPresent(checkpoint -> {
            rows.add(line("facts.origin", text(checkpoint.origin())));
            rows.add(line("facts.size", number(checkpoint.size())));
            rows.add(line("facts.root", text(checkpoint.root().toString())));
        });
        rows.add(line("facts.when", time(when)));
        add(
                "official.record",
                Source.BOARD,
                List.of(words.of("verdict.pass") + ".", words.of("official.record.means")),
                rows,
                BESIDE_HASHES,
                "official.what",
                "official.value");
    }

    private void poll() {
        List<List<Cell>> rows = new ArrayList<>();
        Instant opened = poll.opened();
        if (opened != null) {
            rows.add(line("official.opened", time(opened)));
        }
        rows.add(line("official.closed", time(poll.closed())));
        rows.add(line("official.issued", number(poll.issued())));
        rows.add(line("official.replaced", number(poll.replaced())));
        rows.add(line("official.revoked", number(poll.revoked())));
        rows.add(line("official.electors", number(poll.electors())));
        rows.add(line("official.ballots", number(poll.ballots())));
        rows.add(line("official.turnout", share(poll.ballots(), poll.electors())));
        add(
                "official.poll",
                Source.BOARD,
                List.of(words.of("official.poll.means")),
                rows,
                NAMES,
                "official.what",
                "official.value");
    }

    private Cell share(long part, long whole) {
        String plain = whole == 0 ? "" : String.format(Locale.ROOT, "%.4f", (double) part / whole);
        return new Cell(words.share(part, whole), plain);
    }

    private void turnout() {
        Manifest manifest = election.manifest();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < poll.sections().size(); i++) {
            Poll.Section section = poll.sections().get(i);
            rows.add(List.of(
                    text(manifest.sections().get(i).title().get(words.language())),
                    number(section.issued()),
                    number(section.electors()),
                    number(section.ballots()),
                    share(section.ballots(), section.electors())));
        }
        add(
                "official.classes",
                Source.BOARD,
                List.of(),
                rows,
                SHORT_NAMES,
                "official.class",
                "official.column.issued",
                "official.column.electors",
                "official.column.ballots",
                "official.turnout");
    }

    private void statement() {
        boolean agrees = statement.roll() == poll.issued();
        boolean all = statement.codes() == poll.issued();
        List<String> texts = new ArrayList<>(List.of(words.of("official.statement.means")));
        texts.add(words.of(
                agrees ? "official.statement.agrees" : "official.statement.differs", words.number(poll.issued())));
        if (!all) {
            texts.add(words.of("official.statement.incomplete"));
        }
        if (statement.door().isPresent()) {
            texts.add(words.of("official.door.means"));
        }
        Statement.Sent email = statement.email();
        Statement.Sent post = statement.post();
        List<List<Cell>> rows = new ArrayList<>(List.of(
                line("official.roll", number(statement.roll())),
                line("official.email", number(email.issued())),
                line("official.email.returned", number(email.returned())),
                line("official.email.waiting", number(email.waiting())),
                line("official.post", number(post.issued())),
                line("official.post.returned", number(post.returned())),
                line("official.post.waiting", number(post.waiting()))));
        statement.door().ifPresent(door -> rows.addAll(door(door)));
        rows.add(line("official.made", text(statement.made())));
        add("official.statement", Source.ORGANISATION, texts, rows, NAMES, "official.what", "official.value");
    }

    private List<List<Cell>> door(Statement.Door door) {
        return List.of(
                line("official.door", number(door.printed())),
                line("official.door.activated", number(door.activated())),
                line("official.door.voted", number(door.voted())),
                line("official.door.unused", number(door.activated() - door.voted())),
                line("official.door.lost", number(door.lost())),
                line("official.door.replaced", number(door.replaced())));
    }

    private void trustees() {
        Manifest manifest = election.manifest();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 1; i <= manifest.trusteeCount(); i++) {
            rows.add(List.of(
                    text(manifest.trustees().get(i - 1).name()),
                    yes(poll.agreed().contains(i)),
                    yes(poll.decrypted().contains(i))));
        }
        add(
                "official.trustees",
                Source.BOARD,
                List.of(words.of(
                        "official.trustees.means",
                        words.number(manifest.threshold()),
                        words.number(manifest.trusteeCount()))),
                rows,
                SHORT_NAMES,
                "official.trustee",
                "official.agreed",
                "official.decrypted");
    }

    private Cell yes(boolean holds) {
        return new Cell(words.of(holds ? "official.yes" : "official.no"), holds ? "yes" : "no");
    }

    private void trust() {
        if (!verified.report().trust().isEmpty()) {
            List<String> texts = new ArrayList<>(List.of(words.of("trust.means")));
            texts.addAll(verified.report().trust());
            add("trust", Source.BOARD, texts, List.of(), 0);
        }
    }

    private void checks() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Row row : verified.report().rows()) {
            String outcome = row.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
            rows.add(List.of(
                    text(words.of("check." + row.check().id())),
                    number(row.checked()),
                    number(row.expected()),
                    new Cell(words.of("outcome." + outcome), outcome)));
        }
        add(
                "checks",
                Source.BOARD,
                List.of(words.of("checks.means")),
                rows,
                SHORT_NAMES,
                "checks.check",
                "checks.counted",
                "official.expected",
                "checks.outcome");
    }
}
