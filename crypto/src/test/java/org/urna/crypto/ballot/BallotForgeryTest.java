// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.MembershipProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Hash;

/** A4: ballots by voters who do not use our program. */
class BallotForgeryTest {

    private static final AdditiveForm FORM = BallotFixture.CHOOSE_ONE;

    private final BallotFixture voter = new BallotFixture();

    /** A ballot of one contest whose numbers need not be allowed: each proof as good as its maker can make it. */
    private Ballot forged(AdditiveForm form, List<Long> numbers, int simulatedInSlot, int simulatedInSum) {
        List<Ciphertext> ciphertexts = new ArrayList<>();
        List<Ballot.Choice> choices = new ArrayList<>();
        Scalar sumR = Scalar.ZERO;
        for (int j = 0; j < numbers.size(); j++) {
            Scalar r = SecretScalar.random(voter.entropy).declassify();
            Ciphertext c = Encryption.open(voter.y, numbers.get(j), r);
            ciphertexts.add(c);
            boolean isBlank = j == form.options();
            sumR = sumR.plus(isBlank ? r.times(Scalar.of(form.blankFactor())) : r);
            List<Long> values = isBlank ? AdditiveForm.BLANK_VALUES : form.optionValues();
            int honest = values.indexOf(numbers.get(j));
            int simulated = honest >= 0 ? ~(1 << honest) : simulatedInSlot;
            choices.add(new Ballot.Choice(c, prove(form.place(j), c, values, r, simulated)));
        }
        long sum = numbers.subList(0, form.options()).stream()
                .mapToLong(Long::longValue)
                .sum();
        long whole = form.blank() ? sum + form.blankFactor() * numbers.get(form.options()) : sum;
        int honest = form.sumValues().indexOf(whole);
        int simulated = honest >= 0 ? ~(1 << honest) : simulatedInSum;
        MembershipProof proof = prove("sum", form.sum(ciphertexts).value(), form.sumValues(), sumR, simulated);
        Ballot.Choice blank = form.blank() ? choices.get(form.options()) : null;
        return new Ballot(
                voter.election,
                voter.credential.publicKey(),
                List.of(new Ballot.Additive(form.contest(), choices.subList(0, form.options()), blank, proof)));
    }

    private MembershipProof prove(String place, Ciphertext c, List<Long> values, Scalar r, int simulated) {
        Transcript before = BallotStatements.membership(voter.election, FORM.contest(), place)
                .point(voter.credential.publicKey());
        return new CheatingProver(before, voter.y, c, values, r, voter.entropy).prove(simulated);
    }

    private void assertRejected(Ballot ballot, ContestForm... style) {
        BallotTest.assertRejected(voter.signedAndChecked(ballot, List.of(style)), "ballot-proofs");
    }

    @Test
    void theForgersProofsOfTrueStatementsAreAccepted() {
        Ballot honest = forged(FORM, List.of(0L, 1L, 0L, 0L), 0, 0);
        assertThat(voter.signedAndChecked(honest, List.of(FORM)).isAccepted()).isTrue();
        Ballot blank = forged(FORM, List.of(0L, 0L, 0L, 1L), 0, 0);
        assertThat(voter.signedAndChecked(blank, List.of(FORM)).isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, -1, 1000})
    void aNumberThatASlotMayNotHoldIsRejectedWhateverIsSimulated(long number) {
        for (int simulated = 0; simulated < 4; simulated++) {
            // The others bring the sum back to what it may be: only the slot's own proof can tell.
            assertRejected(forged(FORM, List.of(number, 1 - number, 0L, 0L), simulated, 0), FORM);
        }
    }

    @Test
    void aSumThatTheContestDoesNotAllowIsRejectedWhateverIsSimulated() {
        AdditiveForm twoOrThree = new AdditiveForm("leader", 4, 2, 3, 1, true);
        for (List<Long> numbers : List.of(
                List.of(0L, 0L, 0L, 0L, 0L),
                List.of(1L, 0L, 0L, 0L, 0L),
                List.of(1L, 1L, 1L, 1L, 0L),
                List.of(1L, 0L, 0L, 0L, 1L),
                List.of(1L, 1L, 0L, 0L, 1L))) {
            for (int simulated = 0; simulated < 8; simulated++) {
                assertRejected(forged(twoOrThree, numbers, 0, simulated), twoOrThree);
            }
        }
    }

    @Test
    void aBlankMarkOfTwoOrMinusOneIsRejectedWhateverIsSimulated() {
        for (long blank : new long[] {2, -1}) {
            for (int simulated = 0; simulated < 4; simulated++) {
                for (int inSum = 0; inSum < 4; inSum++) {
                    assertRejected(forged(FORM, List.of(0L, 0L, 0L, blank), simulated, inSum), FORM);
                }
            }
        }
    }

    @Test
    void branchesInAnotherOrderAreRejected() {
        Ballot good = voter.ballot(List.of(FORM), Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) good.contests().get(0);
        MembershipProof p = a.options().get(0).proof();
        MembershipProof.Branch first = p.branches().get(0);
        MembershipProof.Last last = p.last();
        // The challenge's share of the last branch is not written down: whichever is put in its place, the hash
        // differs.
        MembershipProof swapped = new MembershipProof(
                List.of(new MembershipProof.Branch(last.a(), last.b(), first.c(), last.z())),
                new MembershipProof.Last(first.a(), first.b(), first.z()));
        assertRejected(with(good, a, 0, new Ballot.Choice(a.options().get(0).ciphertext(), swapped)), FORM);
    }

    private static Ballot with(Ballot ballot, Ballot.Additive a, int option, Ballot.Choice choice) {
        List<Ballot.Choice> options = new ArrayList<>(a.options());
        options.set(option, choice);
        return new Ballot(
                ballot.election(),
                ballot.credential(),
                List.of(new Ballot.Additive(a.contest(), options, a.blank(), a.sum())));
    }

    @Test
    void aProofUsedForTwoOptionsIsRejected() {
        AdditiveForm any = new AdditiveForm("leader", 3, 0, 3, 1, true);
        Ballot good = voter.ballot(List.of(any), Choices.of(3));
        Ballot.Additive a = (Ballot.Additive) good.contests().get(0);
        Ballot.Choice first = a.options().get(0);
        assertRejected(with(good, a, 1, first), any);
        assertRejected(with(good, a, 1, new Ballot.Choice(a.options().get(1).ciphertext(), first.proof())), any);
        assertRejected(with(good, a, 0, a.blank()), any);
    }

    @Test
    void anAnswerMovedToAnotherContestElectionOrVoterIsRejected() {
        Ballot good = voter.ballot(List.of(FORM), Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) good.contests().get(0);
        Ballot.Additive moved = new Ballot.Additive("deputy", a.options(), a.blank(), a.sum());
        assertRejected(new Ballot(good.election(), good.credential(), List.of(moved)), BallotFixture.CHOOSE_ONE_TOO);

        Hash other = Hash.sha256(new byte[] {9});
        Ballot elsewhere = new BallotEncryption(other, voter.y)
                .encrypt(List.of(FORM), voter.credential.publicKey(), List.of(Choices.of(3, 1)), voter.entropy)
                .ballot();
        assertRejected(new Ballot(good.election(), good.credential(), elsewhere.contests()), FORM);

        Point somebody = SecretScalar.random(voter.entropy).timesG();
        Ballot theirs = voter.encryption
                .encrypt(List.of(FORM), somebody, List.of(Choices.of(3, 1)), voter.entropy)
                .ballot();
        assertRejected(new Ballot(good.election(), good.credential(), theirs.contests()), FORM);

        Ballot otherKey = new BallotEncryption(voter.election, somebody)
                .encrypt(List.of(FORM), voter.credential.publicKey(), List.of(Choices.of(3, 1)), voter.entropy)
                .ballot();
        assertRejected(otherKey, FORM);
    }

    /** A1, A2: each part of each proof, and each ciphertext, altered alone. */
    @Test
    void everyAlteredPartOfAProofOrCiphertextIsRejected() {
        Ballot good = voter.ballot(List.of(FORM), Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) good.contests().get(0);
        for (int j = 0; j < a.options().size(); j++) {
            Ballot.Choice choice = a.options().get(j);
            Ciphertext c = choice.ciphertext();
            assertRejected(
                    with(
                            good,
                            a,
                            j,
                            new Ballot.Choice(new Ciphertext(c.alpha().plus(Point.G), c.beta()), choice.proof())),
                    FORM);
            assertRejected(
                    with(
                            good,
                            a,
                            j,
                            new Ballot.Choice(new Ciphertext(c.alpha(), c.beta().plus(Point.G)), choice.proof())),
                    FORM);
            for (MembershipProof altered : altered(choice.proof())) {
                assertRejected(with(good, a, j, new Ballot.Choice(c, altered)), FORM);
            }
        }
        for (MembershipProof altered : altered(a.blank().proof())) {
            Ballot.Choice blank = new Ballot.Choice(a.blank().ciphertext(), altered);
            assertRejected(answer(good, new Ballot.Additive("leader", a.options(), blank, a.sum())), FORM);
        }
        for (MembershipProof altered : altered(a.sum())) {
            assertRejected(answer(good, new Ballot.Additive("leader", a.options(), a.blank(), altered)), FORM);
        }
    }

    private static Ballot answer(Ballot ballot, Ballot.Additive answer) {
        return new Ballot(ballot.election(), ballot.credential(), List.of(answer));
    }

    private static List<MembershipProof> altered(MembershipProof proof) {
        List<MembershipProof> altered = new ArrayList<>();
        for (int j = 0; j < proof.branches().size(); j++) {
            MembershipProof.Branch b = proof.branches().get(j);
            for (MembershipProof.Branch each : List.of(
                    new MembershipProof.Branch(b.a().plus(Point.G), b.b(), b.c(), b.z()),
                    new MembershipProof.Branch(b.a(), b.b().plus(Point.G), b.c(), b.z()),
                    new MembershipProof.Branch(b.a(), b.b(), b.c().plus(Scalar.ONE), b.z()),
                    new MembershipProof.Branch(b.a(), b.b(), b.c(), b.z().plus(Scalar.ONE)))) {
                List<MembershipProof.Branch> branches = new ArrayList<>(proof.branches());
                branches.set(j, each);
                altered.add(new MembershipProof(branches, proof.last()));
            }
        }
        MembershipProof.Last l = proof.last();
        altered.add(new MembershipProof(proof.branches(), new MembershipProof.Last(l.a().plus(Point.G), l.b(), l.z())));
        altered.add(new MembershipProof(proof.branches(), new MembershipProof.Last(l.a(), l.b().plus(Point.G), l.z())));
        altered.add(
                new MembershipProof(proof.branches(), new MembershipProof.Last(l.a(), l.b(), l.z().plus(Scalar.ONE))));
        return altered;
    }
}
