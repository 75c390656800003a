// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;
import org.urna.crypto.verify.report.Row;

class HonestBoardTest {

    private static final TestElection ELECTION = TestElection.build();

    private static Verified verify(TestElection election, Anchors anchors) {
        return Verification.run(election.board(), anchors, Resources.ofCaller());
    }

    @Test
    void everyCheckPassesOnAnHonestBoard() {
        Report report = verify(ELECTION, ELECTION.anchors()).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.overall()).isEqualTo(Outcome.PASS);
        Set<Check> notNeeded = EnumSet.of(Check.LOG_RECEIPTS, Check.LOG_WITNESSES, Check.COMPLAINT, Check.SHUFFLE);
        for (Row row : report.rows()) {
            assertThat(row.outcome())
                    .as(row.check().id())
                    .isEqualTo(notNeeded.contains(row.check()) ? Outcome.NOT_APPLICABLE : Outcome.PASS);
        }
        assertThat(report.row(Check.BALLOT_PROOFS).checked()).isEqualTo(TestElection.BALLOTS);
    }

    @Test
    void theResultsAreThoseOfTheVotesCast() {
        Verified verified = verify(ELECTION, ELECTION.anchors());

        AdditiveResult chair = (AdditiveResult) verified.report().results().get(0);
        assertThat(chair.total().votes()).containsExactly(3L, 3L, 1L);
        assertThat(chair.total().blank()).isEqualTo(1);
        assertThat(chair.ties()).hasSize(1);
        AdditiveResult council = (AdditiveResult) verified.report().results().get(1);
        assertThat(council.sections()).hasSize(2);
        assertThat(council.total().votes()).containsExactly(2L, 2L, 2L, 3L);
        assertThat(council.withdrawn()).containsExactly(4);
        assertThat(council.elected()).hasSize(2).doesNotContain(4);
    }

    /** Two ranked contests, one of them mixed by section and in two components. */
    @Test
    void rankedContestsAreMixedDecryptedAndCounted() {
        Tamper tamper = new Tamper();
        tamper.options.put("ranked", true);
        TestElection election = TestElection.build(tamper);

        Report report = verify(election, election.anchors()).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.overall()).isEqualTo(Outcome.PASS);
        assertThat(report.row(Check.SHUFFLE).checked()).isEqualTo(3 * 2);
        assertThat(report.row(Check.DECRYPTION).checked()).isEqualTo((1 + 3) * TestElection.TRUSTEES);
        RankedResult leader = (RankedResult) report.results().get(1);
        assertThat(leader.total()).isEqualTo(new RankedResult.Totals(6, 1, 0));
        assertThat(leader.elected()).containsExactly(2);
        RankedResult council = (RankedResult) report.results().get(2);
        assertThat(council.sections())
                .extracting(section -> section.totals().ballots())
                .containsExactly(3L, 3L);
        assertThat(council.elected()).hasSize(2).doesNotContain(4);
        assertThat(council.withdrawn()).containsExactly(4);
    }

    /** Before the seal there is no {@code E} that its last decisions could be about. */
    @Test
    void anElectionAbandonedBeforeItsSealEndsWithTheDestructionOfItsMap() {
        Tamper tamper = new Tamper();
        tamper.options.put("abandoned", true);
        TestElection election = TestElection.build(tamper);

        Report report = verify(election, election.anchors()).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.row(Check.OFFICERS).checked()).isEqualTo(2);
        assertThat(report.row(Check.OFFICERS).outcome()).isEqualTo(Outcome.PASS);
        assertThat(report.row(Check.SETUP).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    /** F3 Whichever of three trustees posts its agreement, its lot and its decryptions twice, the result is the same, and the trustee is named. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTrusteeWhoPostsEverythingTwiceChangesNothingAndIsNamed(int trustee) {
        Tamper tamper = new Tamper();
        TallyFaults.everythingTwice(tamper, trustee);
        TestElection election = TestElection.build(tamper);

        Report report = verify(election, election.anchors()).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.overall()).isEqualTo(Outcome.PASS);
        assertThat(report.results())
                .isEqualTo(verify(ELECTION, ELECTION.anchors()).report().results());
        Map<Check, Integer> messages = Map.of(Check.TALLY_AGREEMENT, 1, Check.LOT, 1, Check.DECRYPTION, 3);
        messages.forEach((check, number) -> {
            assertThat(report.row(check).checked()).isEqualTo((TestElection.TRUSTEES + 1L) * number);
            assertThat(report.row(check).notes())
                    .hasSize(number)
                    .allMatch(note -> note.contains("of trustee " + trustee + " is ignored: the trustee has ")
                            && note.contains(" already"));
        });
    }

    @Test
    void withReceiptsAndWitnessesTheirRowsPassToo() {
        Tamper tamper = new Tamper();
        tamper.options.put("witness", true);
        tamper.options.put("complaint", true);
        tamper.options.put("receipts", true);
        TestElection election = TestElection.build(tamper);
        Anchors anchors = new Anchors(
                election.anchors().boardKey(), List.of(election.election), election.receipts, java.util.Map.of());

        Report report = verify(election, anchors).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.row(Check.LOG_RECEIPTS).checked()).isEqualTo(TestElection.BALLOTS);
        assertThat(report.row(Check.LOG_WITNESSES).outcome()).isEqualTo(Outcome.PASS);
        assertThat(report.row(Check.COMPLAINT).outcome()).isEqualTo(Outcome.PASS);
        assertThat(report.row(Check.COMPLAINT).notes().get(0)).contains("trustee 1 is at fault");
        assertThat(report.overall()).isEqualTo(Outcome.PASS);
    }
}
