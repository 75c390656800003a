// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.verify.report.Row;

/** A1–A4, A7, C1, C2, D1, E1, E2, F1–F3 placed straight on a board, and G1: each check of docs/protocol.md §11 has a board that it fails. */
class TamperedBoardsTest {

    static Stream<TamperedBoards.Case> boards() {
        return TamperedBoards.all();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aBrokenBoardFailsTheCheckThatIsMeantAndNoOther(TamperedBoards.Case broken) {
        TestElection election = TestElection.build(broken.tamper());

        Report report = Verification.run(
                        election.board(), broken.anchors().apply(election.anchors()), Resources.ofCaller())
                .report();

        Set<Check> failed = report.rows().stream()
                .filter(row -> row.outcome() == Outcome.FAIL)
                .map(Row::check)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
        Set<Check> wanted = EnumSet.of(broken.check());
        wanted.addAll(broken.others());
        assertThat(failed).as(report.failures().toString()).isEqualTo(wanted);
        assertThat(report.overall()).isEqualTo(Outcome.FAIL);
    }

    /** G1 The table is complete: a check without a broken board fails here. */
    @Test
    void everyCheckOfTheProtocolHasABrokenBoard() throws Exception {
        Set<String> named = tableOfTheProtocol();
        Set<String> broken = boards().map(board -> board.check().id()).collect(Collectors.toSet());

        assertThat(named).isEqualTo(Stream.of(Check.values()).map(Check::id).collect(Collectors.toSet()));
        assertThat(broken).isEqualTo(named);
    }

    /** What these find takes away what a later check needs, so that boards that they fail never fail them alone. */
    private static final Set<Check> NEVER_ALONE = EnumSet.of(
            Check.LOG_RECEIPTS,
            Check.ENTRY_FORM,
            Check.ENTRY_ORDER,
            Check.BALLOT_FORM,
            Check.BALLOT_UNIQUE,
            Check.LOT,
            Check.DECRYPTION);

    /**
     * G1 All other checks stand alone between some broken board and a pass. Whichever check is switched off, the test of the broken boards is red,
     * because it demands exactly the rows that must fail; for these checks the verdict itself would be wrong.
     */
    @ParameterizedTest
    @EnumSource(Check.class)
    void allButSevenChecksStandAloneBetweenABrokenBoardAndAPass(Check check) {
        assertThat(boards().anyMatch(board ->
                        board.check() == check && board.others().isEmpty()))
                .isEqualTo(!NEVER_ALONE.contains(check));
    }

    private static Set<String> tableOfTheProtocol() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "protocol.md"));
        String section = text.substring(text.indexOf("## 11."), text.indexOf("## 12."));
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|").matcher(section);
        Set<String> ids = new java.util.LinkedHashSet<>();
        while (rows.find()) {
            ids.add(rows.group(1));
        }
        assertThat(List.copyOf(ids)).hasSizeGreaterThan(30);
        return ids;
    }
}
