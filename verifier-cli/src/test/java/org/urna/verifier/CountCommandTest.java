// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountCommandTest {

    private static final String TWO_SEATS =
            "3 2\n7 1 2 0\n2 2 3 0\n2 3 2 0\n1 0\n0\n\"Ann\"\n\"Ben\"\n\"Cleo\"\n\"Town\"\n";
    private static final String TIE = "2 1\n1 1 0\n1 2 0\n0\n\"Ann\"\n\"Ann\"\n\"Tie\"\n";

    @TempDir
    Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("rankings.blt"), text).toString();
    }

    @Test
    void jsonHasTheStagesInTheFormThatIsPromised() throws IOException {
        SampleBoard.Run run = SampleBoard.run("count", file(TWO_SEATS), "--rule", "stv-scotland-2007", "--json");

        assertThat(run.status()).isZero();
        assertThat(run.out().replaceAll("\\s", ""))
                .isEqualTo("{\"rule\":\"stv-scotland-2007\",\"seats\":2,\"validVotes\":11,\"quota\":\"4\","
                        + "\"winners\":[\"Ann\",\"Ben\"],\"stages\":["
                        + "{\"votes\":{\"Ann\":\"7.00000\",\"Ben\":\"2.00000\",\"Cleo\":\"2.00000\"},"
                        + "\"nonTransferable\":\"0.00000\",\"elected\":[\"Ann\"],\"excluded\":[]},"
                        + "{\"votes\":{\"Ann\":\"4.00000\",\"Ben\":\"4.99999\",\"Cleo\":\"2.00000\"},"
                        + "\"nonTransferable\":\"0.00001\",\"elected\":[\"Ben\"],\"excluded\":[]}],\"ties\":[]}");
    }

    @Test
    void peopleGetATablePerStageInEightyColumns() throws IOException {
        SampleBoard.Run run = SampleBoard.run("count", file(TWO_SEATS), "--rule", "stv-scotland-2007");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "11 valid ballots, 1 blank",
                        "Stage 2: surplus of Ann",
                        "+2.99999 elected",
                        "Elected: Ann, Ben");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theSeatsOfTheCommandLineWin() throws IOException {
        SampleBoard.Run run = SampleBoard.run("count", file(TWO_SEATS), "--rule", "irv-1", "--seats", "1", "--json");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"winners\" : [ \"Ann\" ]");
    }

    @Test
    void aTieIsSettledByTheLotsOfTheFileOfLotsAndSaysSo() throws IOException {
        Path lots = Files.writeString(folder.resolve("lots"), "2\n1\n");
        SampleBoard.Run run =
                SampleBoard.run("count", file(TIE), "--rule", "irv-1", "--json", "--lots", lots.toString());
        assertThat(run.out())
                .contains(
                        "\"winners\" : [ \"Ann (candidate 2)\" ]",
                        "\"settledBy\" : \"lot\"",
                        "\"source\" : \"file of lots\"");
    }

    @Test
    void withoutAFileOfLotsTheHashOfTheFileDrawsThem() throws IOException {
        SampleBoard.Run run = SampleBoard.run("count", file(TIE), "--rule", "irv-1");
        assertThat(run.out()).contains("Lots (SHA-256 of the file)", "Tie, settled by lot");
        assertThat(SampleBoard.run("count", file(TIE), "--rule", "irv-1").out()).isEqualTo(run.out());
    }

    @Test
    void namesThatAreSharedAreToldApartInJson() throws IOException {
        SampleBoard.Run run = SampleBoard.run("count", file(TIE), "--rule", "irv-1", "--json");
        assertThat(run.out()).contains("\"Ann (candidate 1)\" : \"1\"", "\"Ann (candidate 2)\" : \"1\"");
    }

    @Test
    void noNameOrErrorReachesTheTerminalAsAControlSequence() throws IOException {
        String evil = TWO_SEATS.replace("Ben", "Ben\u001b[2J\u202e");
        assertThat(SampleBoard.run("count", file(evil), "--rule", "stv-ers97").out())
                .contains("Ben\\u{1b}[2J\\u{202e}")
                .doesNotContain("\u001b");
        SampleBoard.Run run = SampleBoard.run("count", file("2 1\n1 \u001b[2J 0\n"), "--rule", "irv-1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("line 2: not a candidate: ?[2J").doesNotContain("\u001b");
    }

    @Test
    void aWrongCommandLineIsAnswered() throws IOException {
        SampleBoard.Run unknown = SampleBoard.run("count", file(TIE), "--rule", "stv");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("known: irv-1, stv-ers97, stv-meek-nz, stv-scotland-2007, stv-wig-exact-1");
        assertThat(SampleBoard.run("count", file(TIE)).status()).isEqualTo(2);
        assertThat(SampleBoard.run("count", folder.resolve("none").toString(), "--rule", "irv-1")
                        .status())
                .isEqualTo(2);
        assertThat(SampleBoard.run("count", file(TIE), "--rule", "irv-1", "--seats", "2")
                        .status())
                .isEqualTo(2);
        assertThat(SampleBoard.run("count", file(TIE), "--rule", "irv-1", "--invalid-rank", "x")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void aFileOfLotsMustOrderEveryCandidate() throws IOException {
        Path lots = Files.writeString(folder.resolve("lots"), "2\n2\n");
        SampleBoard.Run run = SampleBoard.run("count", file(TIE), "--rule", "irv-1", "--lots", lots.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("lots, line 2: drawn twice");
    }

    @Test
    void anOldFileInLatin1IsReadAndSaid() throws IOException {
        Path old = folder.resolve("old.blt");
        Files.write(old, TWO_SEATS.replace("Ben", "Séan").getBytes(StandardCharsets.ISO_8859_1));
        SampleBoard.Run run = SampleBoard.run("count", old.toString(), "--rule", "stv-ers97");
        assertThat(run.out()).contains("Séan");
        assertThat(run.err()).contains("Latin-1");
    }

    @Test
    void skippedAndDoubledRanksFollowTheChoice() throws IOException {
        String papers = "3 1\n4 1 0\n3 2 0\n2 3=1 2 0\n0\n\"A\"\n\"B\"\n\"C\"\n";
        assertThat(SampleBoard.run("count", file(papers), "--rule", "irv-1", "--json")
                        .out())
                .contains("\"validVotes\" : 7");
        assertThat(SampleBoard.run("count", file(papers), "--rule", "irv-1", "--json", "--invalid-rank", "minneapolis")
                        .out())
                .contains("\"validVotes\" : 9", "\"winners\" : [ \"B\" ]");
    }
}
