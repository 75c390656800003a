// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path folder;

    private static final String PLACE = SampleBoard.ROOT.toString();

    @Test
    void aGoodBoardPasses() throws IOException {
        SampleBoard.Run run = SampleBoard.run(
                "verify",
                PLACE,
                "--board-key",
                SampleBoard.boardKey(),
                "--fingerprint",
                SampleBoard.fingerprint(),
                "--receipt",
                SampleBoard.ROOT.resolve("receipt.jws").toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("ballot-proofs").endsWith("VERDICT: every check ran and held.\n");
        assertThat(run.err()).contains("phase final");
    }

    @Test
    void withoutAnAnchorTheStatusIsThree() {
        SampleBoard.Run run = SampleBoard.run("verify", PLACE);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).containsPattern("trust-anchor +0 +0 +not checked");
    }

    /** G1 A file less is a failure. */
    @Test
    void aBrokenBoardFailsAndTheEntryIsNamed() throws IOException {
        Path board = SampleBoard.copyTo(folder.resolve("board"));
        Path entries;
        try (var files = Files.walk(board.resolve("tile/entries"))) {
            entries = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(entries);
        bytes[bytes.length - 3] ^= 1;
        Files.write(entries, bytes);

        SampleBoard.Run run = SampleBoard.run("verify", board.toString(), "--board-key", SampleBoard.boardKey());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("final, entry 54: the figures", "log-tiles: the entries give another root")
                .endsWith("At least one check does not hold.\n");
    }

    /** G1 Nothing there is a failure too. */
    @Test
    void anEmptyFolderFails() {
        assertThat(SampleBoard.run("verify", folder.toString()).status()).isEqualTo(1);
    }

    /** Not after an hour's work, and not as a fault of the program. */
    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheWork() {
        String nowhere = folder.resolve("missing").resolve("report").toString();
        for (String option : new String[] {"--html=", "--json="}) {
            SampleBoard.Run run = SampleBoard.run("verify", PLACE, option + nowhere);

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("no file can be written there: " + nowhere);
            assertThat(run.out()).isEmpty();
        }
        assertThat(SampleBoard.run("mirror", PLACE, folder.resolve("copy").toString(), "--archive", folder.toString())
                        .status())
                .isEqualTo(2);
    }

    @Test
    void wrongCommandLinesHaveStatusTwo() {
        assertThat(SampleBoard.run().status()).isEqualTo(2);
        assertThat(SampleBoard.run("verify").status()).isEqualTo(2);
        assertThat(SampleBoard.run("verify", folder.resolve("nowhere").toString())
                        .status())
                .isEqualTo(2);
        assertThat(SampleBoard.run("verify", PLACE, "--board-key", "nonsense").status())
                .isEqualTo(2);
        assertThat(SampleBoard.run("bench", "--only", "everything").status()).isEqualTo(2);
        assertThat(SampleBoard.run("bench", "--keep", PLACE).status()).isEqualTo(2);
        assertThat(SampleBoard.run("bench", "--growth", "1000,9").status()).isEqualTo(2);
        assertThat(SampleBoard.run("verify", "http://elsewhere.example/e/1").status())
                .isEqualTo(2);
    }

    @Test
    void theReportIsWrittenAsJson() throws IOException {
        Path json = folder.resolve("report.json");

        SampleBoard.Run run = SampleBoard.run("verify", PLACE, "--json", json.toString());

        assertThat(run.out()).contains("VERDICT");
        assertThat(Files.readString(json))
                .contains("\"overall\" : \"not-checked\"")
                .contains("\"check\" : \"ballot-proofs\"")
                .contains("\"elected\" : [");
        assertThat(SampleBoard.run("verify", PLACE, "--json").out())
                .startsWith("{")
                .doesNotContain("VERDICT");
    }

    @Test
    void aPinnedTrusteeMustBeTheManifests() {
        SampleBoard.Run run = SampleBoard.run("verify", PLACE, "--trustee", "Trustee 1=nobody");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("trustee-identity: trustee Trustee 1 is not");
    }

    @Test
    void aReceiptIsFoundAndAForgedOneIsNot() throws IOException {
        Path receipt = SampleBoard.ROOT.resolve("receipt.jws");
        Path forged = folder.resolve("forged.jws");
        String text = Files.readString(receipt);
        Files.writeString(forged, text.substring(0, text.length() - 10) + "AAAAAAAAAA");

        assertThat(SampleBoard.run("receipt", receipt.toString(), PLACE).status())
                .isZero();
        assertThat(SampleBoard.run("receipt", forged.toString(), PLACE).status())
                .isEqualTo(1);
    }

    @Test
    void aMirrorVerifiesLikeTheBoard() throws IOException {
        Path mirror = folder.resolve("mirror");

        SampleBoard.Run copy =
                SampleBoard.run("mirror", PLACE, mirror.toString(), "--fingerprint", SampleBoard.fingerprint());

        assertThat(copy.status()).isZero();
        assertThat(SampleBoard.run("verify", mirror.toString(), "--board-key", SampleBoard.boardKey())
                        .status())
                .isZero();
    }

    @Test
    void aMirrorThatBrokeOffIsGoneOnWithAndPackedIntoOneFile() throws IOException {
        Path mirror = folder.resolve("mirror");
        Path archive = folder.resolve("board.zip");
        SampleBoard.run("mirror", PLACE, mirror.toString());
        Path kept;
        try (var files = Files.list(mirror.resolve("artifact"))) {
            kept = files.findFirst().orElseThrow();
        }
        FileTime before = Files.getLastModifiedTime(kept);
        Files.delete(mirror.resolve("checkpoint"));

        SampleBoard.Run again = SampleBoard.run(
                "mirror",
                PLACE,
                mirror.toString(),
                "--archive",
                archive.toString(),
                "--board-key",
                SampleBoard.boardKey());

        assertThat(again.status()).isZero();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
        assertThat(SampleBoard.run("verify", archive.toString(), "--board-key", SampleBoard.boardKey())
                        .status())
                .isZero();
        Files.writeString(mirror.resolve("letter"), "mine");
        assertThat(SampleBoard.run("mirror", PLACE, mirror.toString()).status()).isEqualTo(2);
    }

    /** G1, G3 A hostile archive is a failure, and is not read. */
    @Test
    void aHostileArchiveIsRefusedWithStatusOne() throws IOException {
        Path archive = Files.writeString(folder.resolve("board.zip"), "PK no archive");

        SampleBoard.Run run = SampleBoard.run("verify", archive.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("archive refused: ");
    }

    @Test
    void theReportIsAPageWithoutScriptThatFetchesNothing() throws IOException {
        Path english = folder.resolve("report.html");
        Path welsh = folder.resolve("adroddiad.html");

        SampleBoard.run("verify", PLACE, "--board-key", SampleBoard.boardKey(), "--html", english.toString());
        SampleBoard.run("verify", PLACE, "--html", welsh.toString(), "--language", "cy");

        assertThat(Files.readString(english))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("Every check ran and held", "Elected: ", SampleBoard.fingerprint(), "Ballot")
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-")
                .doesNotContain("<script", "http-equiv=\"refresh", "src=", "href=");
        assertThat(Files.readString(welsh))
                .contains("<html lang=\"cy\">", "Ni fethodd dim, ond ni ellid gwirio popeth");
        assertThat(SampleBoard.run("verify", PLACE, "--html", welsh.toString(), "--language", "xx")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void thePageOfABrokenBoardSaysWhatFailedAndWhatItMeans() throws IOException {
        Path board = SampleBoard.copyTo(folder.resolve("board"));
        Path page = folder.resolve("report.html");
        Files.delete(board.resolve("tile/0/000.p/55"));

        SampleBoard.run("verify", board.toString(), "--html", page.toString());

        assertThat(Files.readString(page))
                .contains("At least one check failed", "The published files do not belong together", "cannot be read");
    }
}
