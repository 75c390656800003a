// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.Result;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.place.FolderBoard;

class ReportCommandTest {

    @TempDir
    Path folder;

    private Verified verified;
    private Path pdf;
    private Path csv;

    @BeforeEach
    void verify() throws Exception {
        pdf = folder.resolve("report.pdf");
        csv = folder.resolve("report.csv");
        verified = Verification.run(
                new FolderBoard(SampleBoard.ROOT.resolve("board")), Anchors.NONE, Resources.ofCaller());
    }

    private Path statement(String election, String more) throws IOException {
        return Files.writeString(
                folder.resolve("statement.json"),
                "{\"type\":\"urna-statement\",\"election\":\"" + election
                        + "\",\"made\":\"2026-03-06T17:00:00Z\",\"roll\":4321,"
                        + "\"email\":{\"issued\":4001,\"waiting\":7,\"returned\":13},"
                        + "\"post\":{\"issued\":320,\"waiting\":0,\"returned\":2}" + more + "}");
    }

    private SampleBoard.Run report(String place, Path statement, String... more) throws IOException {
        return SampleBoard.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "report",
                                place,
                                "--statement",
                                statement.toString(),
                                "--pdf",
                                pdf.toString(),
                                "--csv",
                                csv.toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    private String text() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private String id() {
        return verified.sealed().orElseThrow().manifest().election().hex();
    }

    @Test
    void theFiguresOnPaperAndInTheTableAreTheBoards() throws IOException {
        SampleBoard.Run run =
                report(SampleBoard.ROOT.toString(), statement(id(), ""), "--board-key", SampleBoard.boardKey());

        assertThat(run.status()).as(run.err()).isZero();
        String paper = text();
        List<String> table = Files.readAllLines(csv);
        Manifest manifest = verified.sealed().orElseThrow().manifest();
        long issued = manifest.roll().size();
        assertThat(paper)
                .contains(
                        "Voting codes issued before the seal " + issued,
                        "Ballots cast " + verified.poll().orElseThrow().ballots(),
                        verified.checkpoint().orElseThrow().root().toString(),
                        SampleBoard.fingerprint(),
                        "Entries " + verified.checkpoint().orElseThrow().size(),
                        "THE ORGANISATION'S OWN STATEMENT",
                        "another number of members",
                        "Codes issued by e-mail 4,001",
                        "of these returned undelivered 13");
        assertThat(table)
                .contains(
                        "\"Roll and delivery\",\"Members on the roll\",\"Figure\",\"4321\",\"organisation\"",
                        "\"The poll\",\"Voting codes issued before the seal\",\"Figure\",\"" + issued + "\",\"board\"");
        assertThat(verified.report().rows())
                .allMatch(row -> paper.contains(" " + String.format(Locale.UK, "%,d", row.checked()) + " "
                        + String.format(Locale.UK, "%,d", row.expected()) + " "));
        for (Result result : verified.report().results()) {
            assertThat(paper).contains("Elected: ");
            if (result instanceof RankedResult ranked) {
                assertThat(paper).contains("Spoilt " + ranked.total().spoilt());
            }
        }
        assertThat(manifest.trustees()).allMatch(trustee -> paper.contains(trustee.name() + " yes"));
    }

    /** The board alone says how many; a roll that differs is told, and never made to fit. */
    @Test
    void theFiguresOfAVerificationStandInTheReportForMachinesToo() throws IOException {
        Path json = folder.resolve("report.json");
        assertThat(SampleBoard.run("verify", SampleBoard.ROOT.toString(), "--json", json.toString())
                        .status())
                .isEqualTo(3);

        long sections = verified.poll().orElseThrow().sections().stream()
                .mapToLong(section -> section.ballots())
                .sum();
        assertThat(sections).isEqualTo(verified.poll().orElseThrow().ballots()).isPositive();
        assertThat(Files.readString(json)).contains("\"poll\" : {", "\"ballots\" : " + sections);
    }

    /** A meeting: what the desk did is the organisation's word, and said so; figures that no meeting can have are refused. */
    @Test
    void codesHandedOutAtTheDoorAreStatedAsTheOrganisationsGateAndNotTheBoards() throws IOException {
        String door = ",\"door\":{\"printed\":120,\"activated\":97,\"lost\":2,\"voted\":%d,\"replaced\":1}";
        String place = SampleBoard.ROOT.toString();
        String key = SampleBoard.boardKey();

        SampleBoard.Run run = report(place, statement(id(), String.format(door, 95)), "--board-key", key);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(text())
                .contains(
                        "Codes printed on slips for the door 120",
                        "of these activated by the desk for a member 97",
                        "of those activated, voted with 95",
                        "of those activated, not voted with 2",
                        "reported lost, and good for nothing 2",
                        "the doing of the organisation’s server");
        assertThat(Files.readAllLines(csv))
                .contains(
                        "\"Roll and delivery\",\"Codes printed on slips for the door\",\"Figure\",\"120\",\"organisation\"");
        assertThat(report(place, statement(id(), String.format(door, 98)), "--board-key", key)
                        .err())
                .contains("not the file that the server writes");
        assertThat(report(place, statement(id(), ",\"door\":{\"printed\":120}"), "--board-key", key)
                        .err())
                .contains("not the file that the server writes");
    }

    @Test
    void withoutATrustAnchorThereIsNoReport() throws IOException {
        SampleBoard.Run run = report(SampleBoard.ROOT.toString(), statement(id(), ""));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("no report was written");
        assertThat(pdf).doesNotExist();
        assertThat(csv).doesNotExist();
    }

    @Test
    void ofABoardThatFailsThereIsNoReport() throws IOException {
        Path board = SampleBoard.copyTo(folder.resolve("board"));
        try (var artifacts = Files.list(board.resolve("artifact"))) {
            Files.delete(artifacts.findFirst().orElseThrow());
        }

        SampleBoard.Run run = report(board.toString(), statement(id(), ""), "--board-key", SampleBoard.boardKey());

        assertThat(run.status()).isEqualTo(1);
        assertThat(pdf).doesNotExist();
        assertThat(csv).doesNotExist();
    }

    @Test
    void aStatementOfAnotherElectionOrWithMoreInItIsRefused() throws IOException {
        String key = SampleBoard.boardKey();
        String place = SampleBoard.ROOT.toString();

        SampleBoard.Run other = report(place, statement("0".repeat(32), ""), "--board-key", key);
        SampleBoard.Run more = report(place, statement(id(), ",\"elected\":1"), "--board-key", key);
        SampleBoard.Run twice = report(place, statement(id(), ",\"roll\":1"), "--board-key", key);

        assertThat(List.of(other.status(), more.status(), twice.status())).containsOnly(2);
        assertThat(other.err()).contains("the statement is of another election");
        assertThat(pdf).doesNotExist();
    }

    @Test
    void theReportIsWrittenInWelshToo() throws IOException {
        report(
                SampleBoard.ROOT.toString(),
                statement(id(), ""),
                "--board-key",
                SampleBoard.boardKey(),
                "--language",
                "cy");

        assertThat(text()).contains("Adroddiad y swyddog canlyniadau", "Pleidleisiau a fwriwyd");
        assertThat(Files.readAllLines(csv).stream().skip(1).collect(Collectors.toSet()))
                .allMatch(line -> line.endsWith("\"board\"") || line.endsWith("\"organisation\""));
    }
}
