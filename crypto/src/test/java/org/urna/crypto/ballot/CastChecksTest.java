// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Verdict;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;

/** G5: ballots checked together get the verdicts that each gets alone. */
class CastChecksTest {

    private static final List<ContestForm> STYLE = List.of(new AdditiveForm("c", 3, 0, 1, 1, false));

    private final BallotFixture fixture = new BallotFixture();

    private CastChecks.Cast cast(Ballot ballot, KnowledgeProof signature) {
        return new CastChecks.Cast(ballot, ballot.hash(), signature, STYLE);
    }

    private CastChecks.Cast good() {
        CastRequest request = fixture.sign(fixture.ballot(STYLE, Choices.of(3, 2)));
        return cast(request.ballot(), request.signature());
    }

    /** Signed, with the proof of another ballot's sum. */
    private CastChecks.Cast withFalseProof() {
        Ballot first = fixture.ballot(STYLE, Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) first.contests().get(0);
        Ballot.Additive b = (Ballot.Additive)
                fixture.ballot(STYLE, Choices.of(3, 1)).contests().get(0);
        Ballot mixed = new Ballot(
                first.election(),
                first.credential(),
                List.of(new Ballot.Additive(a.contest(), a.options(), a.blank(), b.sum())));
        return cast(mixed, fixture.sign(mixed).signature());
    }

    /** In order, with the signature of another ballot. */
    private CastChecks.Cast withFalseSignature() {
        return cast(
                fixture.ballot(STYLE, Choices.of(3, 1)),
                fixture.sign(fixture.ballot(STYLE, Choices.of(3, 1))).signature());
    }

    private CastChecks.Cast withoutAnOption() {
        Ballot ballot = fixture.ballot(STYLE, Choices.of(3, 1));
        Ballot.Additive answer = (Ballot.Additive) ballot.contests().get(0);
        Ballot fewer = new Ballot(
                ballot.election(),
                ballot.credential(),
                List.of(new Ballot.Additive(
                        answer.contest(), answer.options().subList(0, 2), answer.blank(), answer.sum())));
        return cast(fewer, fixture.sign(fewer).signature());
    }

    /** By both ways, which must agree. */
    private List<Verdict> together(List<CastChecks.Cast> ballots) {
        List<Verdict> verdicts = CastChecks.check(fixture.check, ballots, fixture.entropy);
        assertThat(CastChecks.checkAtOnce(fixture.check, ballots, fixture.entropy))
                .isEqualTo(verdicts);
        return verdicts;
    }

    private static String checkOf(Verdict verdict) {
        return verdict instanceof Verdict.Rejected rejected ? rejected.check() : "accepted";
    }

    @Test
    void eachBallotGetsTheVerdictThatItGetsAlone() {
        List<CastChecks.Cast> ballots = List.of(
                good(), withFalseProof(), good(), withFalseSignature(), withoutAnOption(), withFalseProof(), good());
        List<String> alone = new ArrayList<>();
        for (CastChecks.Cast each : ballots) {
            alone.add(checkOf(
                    fixture.check.check(each.ballot(), each.hash(), each.signature(), each.style(), fixture.entropy)));
        }

        assertThat(together(ballots).stream().map(CastChecksTest::checkOf)).isEqualTo(alone);
        assertThat(alone)
                .containsExactly(
                        "accepted",
                        BallotCheck.PROOFS,
                        "accepted",
                        BallotCheck.SIGNATURE,
                        BallotCheck.FORM,
                        BallotCheck.PROOFS,
                        "accepted");
    }

    @Test
    void goodBallotsAreAllAcceptedAndOneFalseAmongThemAloneIsNot() {
        List<CastChecks.Cast> ballots = new ArrayList<>(List.of(good(), good(), withoutAnOption(), good()));

        assertThat(together(ballots).stream().map(CastChecksTest::checkOf))
                .containsExactly("accepted", "accepted", BallotCheck.FORM, "accepted");
        ballots.add(withFalseSignature());
        assertThat(together(ballots).stream().map(CastChecksTest::checkOf))
                .containsExactly("accepted", "accepted", BallotCheck.FORM, "accepted", BallotCheck.SIGNATURE);
        ballots.set(4, withFalseProof());
        assertThat(together(ballots).stream().map(CastChecksTest::checkOf))
                .containsExactly("accepted", "accepted", BallotCheck.FORM, "accepted", BallotCheck.PROOFS);
    }

    @Test
    void aBallotWithoutAnyContestIsRejectedHereToo() {
        Ballot empty = new Ballot(fixture.election, fixture.credential.publicKey(), List.of());
        CastChecks.Cast cast =
                new CastChecks.Cast(empty, empty.hash(), fixture.sign(empty).signature(), List.of());

        assertThat(together(List.of(good(), cast)).stream().map(CastChecksTest::checkOf))
                .containsExactly("accepted", BallotCheck.PROOFS);
    }

    @Test
    void nothingToCheckGivesNoVerdict() {
        assertThat(together(List.of())).isEmpty();
    }
}
