// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.work.Work;
import org.urna.verifier.place.FolderBoard;

class MeasuredElectionTest {

    private static final int BALLOTS = 300;

    @TempDir
    Path folder;

    private ElectionMaker.Made make(Path where) throws Exception {
        return new ElectionMaker(new Poll(5), BALLOTS, 7, Work.ofCaller()).make(where);
    }

    private static Report verify(ElectionMaker.Made made, Board board) {
        return Verification.run(board, Anchors.ofBoardKey(made.boardKey()), Resources.ofCaller())
                .report();
    }

    @Test
    void theElectionThatIsMeasuredHoldsInEveryRespectAndItsTotalsAreTheChoices() throws Exception {
        ElectionMaker.Made made = make(folder);

        Report report = verify(made, new FolderBoard(folder));

        assertThat(report.failures()).isEmpty();
        assertThat(report.overall()).isEqualTo(Outcome.PASS);
        assertThat(report.row(Check.BALLOT_PROOFS).checked()).isEqualTo(BALLOTS);
        assertThat(report.results().toString()).contains("votes=" + chosen());
    }

    private static List<Long> chosen() {
        Long[] votes = {0L, 0L, 0L, 0L, 0L};
        for (int i = 0; i < BALLOTS; i++) {
            int choice = new Poll(5).choice(i);
            if (choice > 0) {
                votes[choice - 1]++;
            }
        }
        return List.of(votes);
    }

    @Test
    void aPlantedBallotIsFoundAndNamed() throws Exception {
        ElectionMaker.Made made = make(folder);
        long index = made.firstBallot() + 200;

        Report report = verify(
                made,
                new SpoiltBoard(new FolderBoard(folder), index, made.voting().spoilt(200)));

        assertThat(report.row(Check.BALLOT_PROOFS).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.entry()).hasValue(index));
        assertThat(report.row(Check.BALLOT_SIGNATURE).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void theSameSeedGivesTheSameBoard() throws Exception {
        ElectionMaker.Made one = make(folder.resolve("one"));
        ElectionMaker.Made other = make(folder.resolve("other"));

        assertThat(one.boardKey()).isEqualTo(other.boardKey());
        assertThat(Files.readString(folder.resolve("one/checkpoint")))
                .isEqualTo(Files.readString(folder.resolve("other/checkpoint")));
    }

    @Test
    void aVerifierThatOverlooksNothingIsMeasuredAndGivesARowPerBallot() throws Exception {
        ElectionRows rows = new ElectionRows(7, BALLOTS, folder, Resources.ofCaller());

        Row row = rows.verify(Task.VERIFY_ELECTION);

        assertThat(row.name()).isEqualTo("verify-election");
        assertThat(row.micros()).isPositive();
        assertThat(row.perSecond().orElseThrow()).isPositive();
        assertThat(row.peakHeapMiB().orElseThrow()).isPositive();
    }

    @Test
    void theUnitIsTheLastColumnOfWhatOpenSslPrints() {
        String printed = """
                                              sign    verify    sign/s verify/s
                 256 bits ecdsa (nistp256)   0.0000s   0.0001s  37903.7  12500.0
                """;

        assertThat(OpenSsl.parse(printed)).hasValue(80);
        assertThat(OpenSsl.parse(printed.replace("bits", "bit").replace("12500.0", "12500\r")))
                .hasValue(80);
        assertThat(OpenSsl.parse("speed: Unknown algorithm")).isEmpty();
    }

    @Test
    void withoutOpenSslThereAreMicrosecondsOnly() throws Exception {
        Row row = Row.of(Task.CHECK_BALLOT_5, new Times(1234.5, 2345.6));
        StringWriter json = new StringWriter();

        BenchJson.write(new Bench.Measured(OptionalDouble.empty(), 300, List.of(row)), json);

        assertThat(json.toString().replaceAll("\\s", ""))
                .isEqualTo("{\"unitMicros\":null,\"referenceMicros\":300.0,\"rows\":["
                        + "{\"name\":\"check-ballot-5\",\"micros\":1234.5,\"units\":null}]}");
    }

    @Test
    void unknownRowsAreNamed() {
        assertThatThrownBy(() -> Task.named("everything"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verify-ballot-40");
    }
}
