// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.BoardCopy;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;
import org.urna.acceptance.harness.Voter;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Receipt;
import org.urna.crypto.record.ResultEntry;

/** A whole election of two ballot styles with blank ballots and several votes on one paper. */
class ElectionTest {

    private final Elections.Finished finished = Elections.finished();

    @Test
    void theVerifierPassesOverHttpWithTheBoardsKey() {
        finished.verified().expect(0);
        assertThat(finished.verified().output()).contains("ballot-proofs", "decryption", "result");
    }

    @Test
    void theResultIsWhatTheMembersMeant() {
        List<AdditiveResult> results = finished.board().read().stream()
                .filter(ResultEntry.class::isInstance)
                .map(entry -> (AdditiveResult) ((ResultEntry) entry).body())
                .toList();
        assertThat(results).extracting(AdditiveResult::contest).containsExactlyInAnyOrder("chair", "council");
        for (AdditiveResult result : results) {
            boolean chair = result.contest().equals("chair");
            List<List<Integer>> meant = finished.voters().stream()
                    .map(Voter::member)
                    .filter(member -> chair || member % 2 == 0)
                    .map(member -> chair ? List.of(Voter.chair(member)) : Voter.council(member))
                    .toList();
            List<Long> votes = IntStream.rangeClosed(1, result.total().votes().size())
                    .mapToObj(option -> meant.stream()
                            .mapToLong(choice -> Collections.frequency(choice, option))
                            .sum())
                    .toList();
            assertThat(result.total().ballots()).isEqualTo(meant.size());
            assertThat(result.total().votes()).isEqualTo(votes);
        }
    }

    /** E4: whoever has a receipt has a ballot on the board. */
    @Test
    void everyReceiptStandsOnTheBoardAtItsIndex() throws Exception {
        List<Entry> entries = finished.board().read();
        for (int i = 0; i < finished.voters().size(); i++) {
            Voter voter = finished.voters().get(i);
            Receipt receipt =
                    Receipt.read(CompactJws.parse(finished.receipts().get(i)).payload());
            assertThat(entries.get(Math.toIntExact(receipt.index())))
                    .isInstanceOfSatisfying(
                            BallotEntry.class,
                            entry -> assertThat(entry.ballot().hash()).isEqualTo(voter.ballot()));
        }
    }

    @Test
    void anExportByTheServerAndAMirrorByTheVerifierHoldTheSameEntriesAndTheReportTheirFigures() throws Exception {
        Home home = finished.election().home().copy("copies");
        Path mirror = home.folder().resolve("mirror");
        Path statement = home.folder().resolve("statement.json");
        try (ServerProcess server = ServerProcess.start(home, Map.of())) {
            Programs.VERIFIER
                    .run(
                            home.log(),
                            "mirror",
                            finished.election().place(server.http()),
                            mirror.toString(),
                            "--board-key",
                            finished.boardKey())
                    .expect(0);
            Files.write(
                    statement,
                    Staff.of(home, server.http())
                            .get("/api/v1/elections/" + finished.election().id() + "/statement"));
        }
        Ended again =
                Programs.VERIFIER.run(home.log(), "verify", mirror.toString(), "--fingerprint", finished.fingerprint());

        again.expect(0);
        assertThat(BoardCopy.of(mirror).entries())
                .containsExactlyElementsOf(finished.board().entries());
        report(home, mirror, statement);
    }

    private void report(Home home, Path board, Path statement) throws Exception {
        Path csv = home.folder().resolve("report.csv");
        Path pdf = home.folder().resolve("report.pdf");
        Programs.VERIFIER
                .run(
                        home.log(),
                        "report",
                        board.toString(),
                        "--board-key",
                        finished.boardKey(),
                        "--statement",
                        statement.toString(),
                        "--csv",
                        csv.toString(),
                        "--pdf",
                        pdf.toString())
                .expect(0);
        assertThat(Files.readAllLines(csv))
                .contains(
                        "\"The poll\",\"Voting codes issued before the seal\",\"Figure\",\"" + Elections.MEMBERS
                                + "\",\"board\"",
                        "\"The poll\",\"Ballots cast\",\"Figure\",\"" + Elections.VOTERS + "\",\"board\"",
                        "\"Roll and delivery\",\"Members on the roll\",\"Figure\",\"" + Elections.MEMBERS
                                + "\",\"organisation\"");
        assertThat(pdf).isNotEmptyFile();
    }
}
