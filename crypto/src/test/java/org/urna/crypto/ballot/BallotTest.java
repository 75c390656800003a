// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.Property;
import org.urna.crypto.Verdict;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;

class BallotTest {

    private final BallotFixture voter = new BallotFixture();

    static Stream<Arguments> formsAndChoices() {
        AdditiveForm two = new AdditiveForm("two", 2, 1, 1, 1, true);
        AdditiveForm five = new AdditiveForm("five", 5, 0, 3, 1, true);
        AdditiveForm forty = new AdditiveForm("forty", 40, 2, 9, 1, true);
        AdditiveForm all = new AdditiveForm("all", 5, 5, 5, 1, false);
        AdditiveForm none = new AdditiveForm("none", 2, 0, 0, 1, false);
        return Stream.of(
                Arguments.of(two, Choices.of(2, 1)),
                Arguments.of(two, Choices.of(2, 2)),
                Arguments.of(two, Choices.blank(2)),
                Arguments.of(BallotFixture.NO_BLANK, Choices.of(2, 2)),
                Arguments.of(five, Choices.of(5)),
                Arguments.of(five, Choices.of(5, 1, 3, 5)),
                Arguments.of(five, Choices.blank(5)),
                Arguments.of(forty, Choices.of(40, 1, 40)),
                Arguments.of(forty, Choices.of(40, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
                Arguments.of(forty, Choices.blank(40)),
                Arguments.of(BallotFixture.CUMULATIVE, Choices.votes(3, 0, 2, 0)),
                Arguments.of(BallotFixture.CUMULATIVE, Choices.votes(0, 1, 1, 0)),
                Arguments.of(BallotFixture.CUMULATIVE, Choices.blank(4)),
                Arguments.of(all, Choices.votes(1, 1, 1, 1, 1)),
                Arguments.of(none, Choices.votes(0, 0)));
    }

    @ParameterizedTest
    @MethodSource("formsAndChoices")
    void everyAllowedChoiceMakesAnAcceptedBallot(AdditiveForm form, Choices choices) throws Exception {
        List<ContestForm> style = List.of(form);
        SealedBallot sealed = voter.seal(style, choices);
        CastRequest request = voter.sign(sealed.ballot());
        assertThat(voter.check(request, style)).isEqualTo(Verdict.accept());
        CastRequest read = CastRequest.read(request.write());
        assertThat(read).isEqualTo(request);
        assertThat(voter.check(read, style)).isEqualTo(Verdict.accept());
        assertThat(decrypted(sealed.ballot().contests().get(0)))
                .isEqualTo(choices.numbers(form).stream()
                        .map(m -> Point.G.times(Scalar.of(m)))
                        .toList());
    }

    private List<Point> decrypted(Ballot.Part part) {
        return BallotCheck.ciphertexts(part).stream()
                .map(c -> c.beta().minus(voter.secret.times(c.alpha())))
                .toList();
    }

    @Test
    void severalContestsMakeOneBallot() {
        List<ContestForm> style = List.of(BallotFixture.CHOOSE_ONE, BallotFixture.NO_BLANK, BallotFixture.CUMULATIVE);
        Ballot ballot = voter.ballot(style, Choices.of(3, 2), Choices.of(2, 1), Choices.blank(4));
        assertThat(voter.signedAndChecked(ballot, style).isAccepted()).isTrue();
        List<Ciphertext> all = ballot.contests().stream()
                .flatMap(part -> BallotCheck.ciphertexts(part).stream())
                .toList();
        assertThat(all).hasSize(4 + 2 + 5).doesNotHaveDuplicates();
    }

    @Test
    void choicesThatTheContestDoesNotAllowAreRefused() {
        AdditiveForm form = BallotFixture.CUMULATIVE;
        for (Choices choices : List.of(
                Choices.votes(4, 0, 0, 0),
                Choices.votes(-1, 3, 0, 0),
                Choices.votes(1, 0, 0, 0),
                Choices.votes(3, 3, 0, 0),
                Choices.votes(1, 1, 0),
                Choices.votes(1, 1, 0, 0, 0),
                new Choices(List.of(1, 1, 0, 0), true))) {
            assertThatThrownBy(() -> voter.ballot(List.of(form), choices)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> voter.ballot(List.of(BallotFixture.NO_BLANK), Choices.blank(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> voter.ballot(List.of(form))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> voter.ballot(List.of(new RankedForm("council", 2, 2)), Choices.blank(2)))
                .hasMessageContaining("another kind");
    }

    @Test
    void formsWhoseBoundsDoNotFitAreRefused() {
        for (int[] bad : new int[][] {{0, 0, 0, 1}, {2, 2, 1, 1}, {2, 0, 3, 1}, {2, -1, 1, 1}, {2, 0, 1, 0}}) {
            assertThatThrownBy(() -> new AdditiveForm("c", bad[0], bad[1], bad[2], bad[3], true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSumExcludesEveryChoiceBesideABlankMark() {
        AdditiveForm form = BallotFixture.CUMULATIVE;
        assertThat(form.sumValues()).containsExactly(2L, 3L, 4L, 5L, 13L);
        assertThat(new AdditiveForm("c", 2, 0, 2, 1, false).sumValues()).containsExactly(0L, 1L, 2L);
    }

    /** A7: signatures of zeros, of another ballot, key or election. */
    @Test
    void onlyTheCredentialsOwnSignatureOfThisBallotHolds() {
        List<ContestForm> style = List.of(BallotFixture.NO_BLANK);
        CastRequest request = voter.sign(voter.ballot(style, Choices.of(2, 1)));
        Ballot ballot = request.ballot();
        KnowledgeProof s = request.signature();
        CastRequest another = voter.sign(voter.ballot(style, Choices.of(2, 1)));
        Credential thief = Credential.of(SecretScalar.random(voter.entropy));
        Ballot stolen = new Ballot(ballot.election(), thief.publicKey(), ballot.contests());
        for (KnowledgeProof altered : List.of(
                new KnowledgeProof(s.w().plus(Point.G), s.z()),
                new KnowledgeProof(s.w(), s.z().plus(Scalar.ONE)),
                new KnowledgeProof(s.w(), Scalar.ZERO),
                new KnowledgeProof(s.w().negate(), s.z()),
                new KnowledgeProof(Point.G, Scalar.ONE),
                another.signature(),
                BallotSignature.sign(stolen, thief, voter.entropy).signature())) {
            assertRejected(voter.check(new CastRequest(altered, ballot), style), "ballot-signature");
        }
        assertThatThrownBy(() -> new KnowledgeProof(Point.INFINITY, Scalar.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BallotSignature.sign(ballot, thief, voter.entropy))
                .isInstanceOf(IllegalArgumentException.class);
        assertRejected(
                BallotSignature.verify(ballot, Hash.sha256(new byte[] {1}), request.signature()), "ballot-signature");
    }

    /** C1: another credential that signs the same ciphertexts. */
    @Test
    void aBallotCopiedUnderAnotherCredentialIsRejected() {
        List<ContestForm> style = List.of(BallotFixture.CHOOSE_ONE);
        Ballot ballot = voter.ballot(style, Choices.of(3, 1));
        Credential thief = Credential.of(SecretScalar.random(voter.entropy));
        Ballot copy = new Ballot(ballot.election(), thief.publicKey(), ballot.contests());
        assertRejected(voter.check(BallotSignature.sign(copy, thief, voter.entropy), style), "ballot-proofs");
    }

    /** G5: who cannot sign does not get as far as the proofs. */
    @Test
    void theSignatureIsCheckedBeforeTheProofs() {
        List<ContestForm> style = List.of(BallotFixture.CHOOSE_ONE, BallotFixture.CHOOSE_ONE_TOO);
        Ballot good = voter.ballot(style, Choices.of(3, 1), Choices.of(3, 1));
        Ballot.Additive first = (Ballot.Additive) good.contests().get(0);
        Ballot.Additive second = (Ballot.Additive) good.contests().get(1);
        Ballot bad = new Ballot(
                good.election(),
                good.credential(),
                List.of(
                        new Ballot.Additive("leader", second.options(), second.blank(), second.sum()),
                        new Ballot.Additive("deputy", first.options(), first.blank(), first.sum())));
        assertRejected(
                voter.check(new CastRequest(new KnowledgeProof(Point.G, Scalar.ONE), bad), style), "ballot-signature");
        assertRejected(voter.signedAndChecked(bad, style), "ballot-proofs");
    }

    /** A2: one too few, one too many and none of every list. */
    @Test
    void aBallotThatHasNotTheFormOfItsStyleIsRejected() {
        AdditiveForm form = BallotFixture.CHOOSE_ONE;
        List<ContestForm> style = List.of(form, BallotFixture.NO_BLANK);
        Ballot good = voter.ballot(style, Choices.of(3, 1), Choices.of(2, 1));
        Ballot.Additive a = (Ballot.Additive) good.contests().get(0);
        Ballot.Additive b = (Ballot.Additive) good.contests().get(1);
        Ballot.Choice blank = a.blank();
        List<Ballot.Choice> more = new ArrayList<>(a.options());
        more.add(a.options().get(0));
        List<List<Ballot.Part>> bad = List.of(
                List.of(),
                List.of(a),
                List.of(b, a),
                List.of(a, b, b),
                List.of(new Ballot.Additive("leader", a.options().subList(0, 2), blank, a.sum()), b),
                List.of(new Ballot.Additive("leader", more, blank, a.sum()), b),
                List.of(new Ballot.Additive("leader", List.of(), blank, a.sum()), b),
                List.of(new Ballot.Additive("leader", a.options(), null, a.sum()), b),
                List.of(a, new Ballot.Additive("motion", b.options(), blank, b.sum())),
                List.of(new Ballot.Additive("leader", a.options(), blank, b.sum()), b),
                List.of(
                        new Ballot.Additive(
                                "leader", a.options(), new Ballot.Choice(blank.ciphertext(), b.sum()), a.sum()),
                        b),
                List.of(new Ballot.Additive("deputy", a.options(), blank, a.sum()), b),
                List.of(new Ballot.Ranked("leader", List.of()), b));
        for (List<Ballot.Part> parts : bad) {
            assertRejected(
                    voter.signedAndChecked(new Ballot(good.election(), good.credential(), parts), style),
                    "ballot-form");
        }
        Ballot elsewhere = new Ballot(Hash.sha256(new byte[] {2}), good.credential(), good.contests());
        assertRejected(voter.signedAndChecked(elsewhere, style), "ballot-form");
        assertThat(voter.signedAndChecked(good, style).isAccepted()).isTrue();
    }

    @Test
    void aSumAtInfinityIsRejected() {
        AdditiveForm form = BallotFixture.NO_BLANK;
        Ballot good = voter.ballot(List.of(form), Choices.of(2, 1));
        Ballot.Additive a = (Ballot.Additive) good.contests().get(0);
        Ballot.Choice first = a.options().get(0);
        Ciphertext c = first.ciphertext();
        for (Ciphertext cancelling : List.of(
                new Ciphertext(c.alpha().negate(), Point.G),
                new Ciphertext(Point.G, c.beta().negate()),
                new Ciphertext(c.alpha().negate(), c.beta().negate()))) {
            List<Ballot.Choice> options = List.of(first, new Ballot.Choice(cancelling, first.proof()));
            assertRejected(
                    voter.signedAndChecked(
                            new Ballot(
                                    good.election(),
                                    good.credential(),
                                    List.of(new Ballot.Additive("motion", options, null, a.sum()))),
                            List.of(form)),
                    "ballot-form");
        }
    }

    @Test
    void manyBallotsInOneBatchNameEveryCulpritAndCheck() {
        List<ContestForm> style = List.of(BallotFixture.CHOOSE_ONE);
        List<CastRequest> requests = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            requests.add(voter.sign(voter.ballot(style, Choices.of(3, 1 + i % 3))));
        }
        CastRequest second = requests.get(1);
        requests.set(1, new CastRequest(requests.get(0).signature(), second.ballot()));
        Ballot.Additive a =
                (Ballot.Additive) requests.get(3).ballot().contests().get(0);
        List<Ballot.Choice> swapped = new ArrayList<>(a.options());
        Collections.swap(swapped, 0, 1);
        requests.set(
                3,
                voter.sign(new Ballot(
                        voter.election,
                        voter.credential.publicKey(),
                        List.of(new Ballot.Additive("leader", swapped, a.blank(), a.sum())))));
        requests.set(5, voter.sign(new Ballot(voter.election, voter.credential.publicKey(), List.of())));

        Batch<BallotClaim<Integer>> batch = new Batch<>();
        for (int i = 0; i < requests.size(); i++) {
            CastRequest each = requests.get(i);
            voter.check.addTo(batch, i, each.ballot(), each.ballot().hash(), each.signature(), style);
        }
        List<String> found = batch.check(voter.entropy).culprits().stream()
                .map(culprit -> culprit.owner().ballot() + " "
                        + BallotClaim.rejection(culprit).check() + " "
                        + culprit.owner().place())
                .toList();
        assertThat(found)
                .containsExactly(
                        "1 ballot-signature signature",
                        "3 ballot-proofs leader option:1",
                        "3 ballot-proofs leader option:2",
                        "5 ballot-form ballot");
    }

    @Test
    void randomBallotsAreAcceptedAndHoldWhatWasChosen() {
        Property.holds(15, random -> {
            int options = 1 + random.nextInt(6);
            int perOption = 1 + random.nextInt(3);
            boolean blank = random.nextBoolean();
            List<Integer> votes = random.ints(options, 0, perOption + 1).boxed().toList();
            int sum = votes.stream().mapToInt(Integer::intValue).sum();
            AdditiveForm form = new AdditiveForm(
                    "c",
                    options,
                    random.nextInt(sum + 1),
                    sum + random.nextInt(options * perOption - sum + 1),
                    perOption,
                    blank);
            Choices choices = blank && random.nextInt(4) == 0 ? Choices.blank(options) : new Choices(votes, false);
            Ballot ballot = voter.ballot(List.of(form), choices);
            assertThat(voter.signedAndChecked(ballot, List.of(form)).isAccepted())
                    .isTrue();
            assertThat(decrypted(ballot.contests().get(0)))
                    .isEqualTo(choices.numbers(form).stream()
                            .map(m -> Point.G.times(Scalar.of(m)))
                            .toList());
        });
    }

    @Test
    void nothingSecretPrints() {
        SealedBallot sealed = voter.seal(List.of(BallotFixture.NO_BLANK), Choices.of(2, 1));
        assertThat(sealed.toString()).isEqualTo("SealedBallot[hidden]");
        assertThat(sealed.openings().toString()).contains("[Opening[hidden], Opening[hidden]]");
        assertThat(Choices.of(2, 1).toString()).isEqualTo("Choices[hidden]");
    }

    static void assertRejected(Verdict verdict, String check) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.check()).isEqualTo(check));
    }
}
