// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.Property;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

class MembershipProofTest {

    private static final List<Long> BIT = List.of(0L, 1L);

    /** A statement, what opens it, and a proof of it. */
    private record Case(
            Transcript before,
            Encryption encryption,
            Ciphertext ciphertext,
            List<Long> values,
            Opening opening,
            MembershipProof proof) {

        static Case of(Random random, List<Long> values, long m) {
            Entropy entropy = Property.entropy(random);
            Encryption encryption =
                    Encryption.under(SecretScalar.random(entropy).timesG());
            Opening opening = new Opening(m, SecretScalar.random(entropy));
            Ciphertext ciphertext = encryption.encrypt(opening, entropy);
            Transcript before = Transcript.of("membership").text("election").text("option:1");
            MembershipProof proof = MembershipProof.prove(before, encryption, ciphertext, values, opening, entropy);
            return new Case(before, encryption, ciphertext, values, opening, proof);
        }

        Point key() {
            return encryption.key();
        }

        Verdict verify(MembershipProof other) {
            return other.verify(before, key(), ciphertext, values);
        }
    }

    @Test
    void everyValueOfTheListIsProved() {
        for (List<Long> values :
                List.of(BIT, List.of(5L), List.of(0L, 1L, 2L, 3L, 4L), List.of(1L, 2L, 31L), List.of(0L, 1L << 36))) {
            for (long m : values) {
                Property.holds(2, random -> {
                    Case made = Case.of(random, values, m);

                    assertThat(made.verify(made.proof())).isEqualTo(Verdict.accept());
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, -1, 1000, Long.MIN_VALUE, Long.MAX_VALUE})
    void theProverRefusesANumberOutsideTheList(long m) {
        assertThatThrownBy(() -> Case.of(new Random(1), BIT, m)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesMustBeAscendingAndDistinctAndThere() {
        for (List<Long> values : List.of(List.<Long>of(), List.of(0L, 0L), List.of(1L, 0L))) {
            assertThatThrownBy(() -> Case.of(new Random(1), values, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A4: a sum over a list of values, as ballots carry it. */
    @Test
    void theSumOfCiphertextsIsProvedFromTheSumOfOpenings() {
        Property.holds(3, random -> {
            Entropy entropy = Property.entropy(random);
            Encryption encryption =
                    Encryption.under(SecretScalar.random(entropy).timesG());
            Opening choice = new Opening(2, SecretScalar.random(entropy));
            Opening blank = new Opening(0, SecretScalar.random(entropy));
            Ciphertext sum = encryption
                    .encrypt(choice, entropy)
                    .plus(encryption.encrypt(blank, entropy).times(Scalar.of(7)));
            Transcript before = Transcript.of("membership").text("sum");
            List<Long> values = List.of(1L, 2L, 7L);

            MembershipProof proof =
                    MembershipProof.prove(before, encryption, sum, values, choice.plus(blank.times(7)), entropy);

            assertThat(proof.verify(before, encryption.key(), sum, values)).isEqualTo(Verdict.accept());
        });
    }

    /** A1, A2, A4: every part of the statement and of the proof. */
    enum Change {
        PLACE,
        TAG,
        KEY,
        ALPHA,
        BETA,
        BETA_BY_ONE,
        VALUE,
        FEWER_VALUES,
        MORE_VALUES,
        FIRST_A,
        FIRST_B,
        FIRST_C,
        FIRST_Z,
        LAST_A,
        LAST_B,
        LAST_Z,
        BRANCHES_SWAPPED,
        BRANCH_MISSING,
        BRANCH_DOUBLED,
        NO_BRANCHES,
        SCALARS_ZERO;

        Verdict verdict(Case made, Random random) {
            Transcript before = made.before();
            Point key = made.key();
            Ciphertext c = made.ciphertext();
            List<Long> values = made.values();
            MembershipProof p = made.proof();
            Point g = Point.G;
            return switch (this) {
                case PLACE ->
                    p.verify(Transcript.of("membership").text("election").text("option:2"), key, c, values);
                case TAG -> p.verify(Transcript.of("ranking").text("election").text("option:1"), key, c, values);
                case KEY -> p.verify(before, key.plus(g), c, values);
                case ALPHA -> p.verify(before, key, new Ciphertext(c.alpha().plus(g), c.beta()), values);
                case BETA ->
                    p.verify(before, key, new Ciphertext(c.alpha(), g.times(Scalar.of(random.nextLong()))), values);
                case BETA_BY_ONE ->
                    p.verify(before, key, new Ciphertext(c.alpha(), c.beta().plus(g)), values);
                case VALUE -> p.verify(before, key, c, List.of(0L, 1L, 3L));
                case FEWER_VALUES -> p.verify(before, key, c, BIT);
                case MORE_VALUES -> p.verify(before, key, c, List.of(0L, 1L, 2L, 3L));
                default -> made.verify(changed(p));
            };
        }

        private MembershipProof changed(MembershipProof p) {
            MembershipProof.Branch b = p.branches().get(0);
            MembershipProof.Last l = p.last();
            Point g = Point.G;
            return switch (this) {
                case FIRST_A -> first(p, new MembershipProof.Branch(b.a().plus(g), b.b(), b.c(), b.z()));
                case FIRST_B -> first(p, new MembershipProof.Branch(b.a(), b.b().plus(g), b.c(), b.z()));
                case FIRST_C -> first(p, new MembershipProof.Branch(b.a(), b.b(), b.c().plus(Scalar.ONE), b.z()));
                case FIRST_Z -> first(p, new MembershipProof.Branch(b.a(), b.b(), b.c(), b.z().plus(Scalar.ONE)));
                case LAST_A -> new MembershipProof(p.branches(), new MembershipProof.Last(l.a().plus(g), l.b(), l.z()));
                case LAST_B -> new MembershipProof(p.branches(), new MembershipProof.Last(l.a(), l.b().plus(g), l.z()));
                case LAST_Z ->
                    new MembershipProof(p.branches(), new MembershipProof.Last(l.a(), l.b(), l.z().plus(Scalar.ONE)));
                case BRANCHES_SWAPPED -> {
                    List<MembershipProof.Branch> swapped = new ArrayList<>(p.branches());
                    Collections.swap(swapped, 0, 1);
                    yield new MembershipProof(swapped, l);
                }
                case BRANCH_MISSING -> new MembershipProof(p.branches().subList(1, 2), l);
                case BRANCH_DOUBLED -> {
                    List<MembershipProof.Branch> doubled = new ArrayList<>(p.branches());
                    doubled.add(b);
                    yield new MembershipProof(doubled, l);
                }
                case NO_BRANCHES -> new MembershipProof(List.of(), l);
                case SCALARS_ZERO ->
                    new MembershipProof(
                            p.branches().stream()
                                    .map(x -> new MembershipProof.Branch(x.a(), x.b(), Scalar.ZERO, Scalar.ZERO))
                                    .toList(),
                            new MembershipProof.Last(l.a(), l.b(), Scalar.ZERO));
                default -> throw new AssertionError(this);
            };
        }

        private static MembershipProof first(MembershipProof p, MembershipProof.Branch branch) {
            List<MembershipProof.Branch> branches = new ArrayList<>(p.branches());
            branches.set(0, branch);
            return new MembershipProof(branches, p.last());
        }
    }

    @ParameterizedTest
    @EnumSource
    void changingOnePartIsRejected(Change change) {
        for (long m = 0; m <= 2; m++) {
            long number = m;
            Property.holds(2, random -> {
                Case made = Case.of(random, List.of(0L, 1L, 2L), number);

                assertThat(change.verdict(made, random)).isInstanceOf(Verdict.Rejected.class);
            });
        }
    }

    /**
     * A4: with 2, -1 or 1000 encrypted, each branch of 0/1 is either simulated, which fixes its challenge beforehand, or made as if
     * true, which takes whatever challenge is left.
     */
    @ParameterizedTest
    @ValueSource(longs = {2, -1, 1000})
    void noCombinationOfSimulatedBranchesProvesAFalseNumber(long m) {
        Property.holds(5, random -> {
            Entropy entropy = Property.entropy(random);
            Case made = Case.of(random, BIT, 1);
            Opening opening = new Opening(m, SecretScalar.random(entropy));
            Ciphertext ciphertext = made.encryption().encrypt(opening, entropy);
            for (int simulated = 0; simulated < 4; simulated++) {
                MembershipProof forged = forge(made, ciphertext, opening, simulated, random);

                assertThat(forged.verify(made.before(), made.key(), ciphertext, BIT))
                        .as("branches %s simulated", Integer.toBinaryString(simulated))
                        .isInstanceOf(Verdict.Rejected.class);
            }
        });
    }

    private static MembershipProof forge(
            Case made, Ciphertext ciphertext, Opening opening, int simulated, Random random) {
        Point y = made.key();
        Scalar r = opening.r().declassify();
        Scalar[] chosen = new Scalar[2];
        Scalar[] drawn = new Scalar[2];
        Point[] a = new Point[2];
        Point[] b = new Point[2];
        for (int j = 0; j < 2; j++) {
            chosen[j] = scalar(random);
            drawn[j] = scalar(random);
            boolean fixed = (simulated >> j & 1) == 1;
            Scalar c = fixed ? chosen[j] : Scalar.ZERO;
            Point shifted = ciphertext.beta().minus(Point.G.times(Scalar.of(j)));
            a[j] = Point.G.times(drawn[j]).minus(ciphertext.alpha().times(c));
            b[j] = y.times(drawn[j]).minus(shifted.times(c));
        }
        Scalar challenge = made.before()
                .point(y)
                .point(ciphertext.alpha())
                .point(ciphertext.beta())
                .integer(0)
                .integer(1)
                .point(a[0])
                .point(b[0])
                .point(a[1])
                .point(b[1])
                .toScalar();
        boolean firstFixed = (simulated & 1) == 1;
        boolean lastFixed = (simulated & 2) == 2;
        Scalar c0 = firstFixed || !lastFixed ? chosen[0] : challenge.minus(chosen[1]);
        Scalar c1 = challenge.minus(c0);
        Scalar z0 = firstFixed ? drawn[0] : drawn[0].plus(c0.times(r));
        Scalar z1 = lastFixed ? drawn[1] : drawn[1].plus(c1.times(r));
        return new MembershipProof(
                List.of(new MembershipProof.Branch(a[0], b[0], c0, z0)), new MembershipProof.Last(a[1], b[1], z1));
    }

    /** The forger above is no straw man: given a true number it makes proofs that hold. */
    @Test
    void theForgerSucceedsWithATrueNumber() {
        Property.holds(5, random -> {
            Case zero = Case.of(random, BIT, 0);
            Case one = Case.of(random, BIT, 1);

            assertThat(zero.verify(forge(zero, zero.ciphertext(), zero.opening(), 0b10, random)))
                    .isEqualTo(Verdict.accept());
            assertThat(one.verify(forge(one, one.ciphertext(), one.opening(), 0b01, random)))
                    .isEqualTo(Verdict.accept());
        });
    }

    @Test
    void infinityInTheStatementIsRejected() {
        Case made = Case.of(new Random(3), BIT, 1);
        Ciphertext c = made.ciphertext();

        for (Ciphertext bad : List.of(
                Ciphertext.NOTHING,
                new Ciphertext(Point.INFINITY, c.beta()),
                new Ciphertext(c.alpha(), Point.INFINITY))) {
            assertThat(made.proof().verify(made.before(), made.key(), bad, BIT)).isInstanceOf(Verdict.Rejected.class);
        }
        assertThat(made.proof().verify(made.before(), Point.INFINITY, c, BIT)).isInstanceOf(Verdict.Rejected.class);
    }

    /** A2: counted before anything is computed, in both directions. */
    @Test
    void theNumberOfBranchesMustBeThatOfTheValues() {
        Case made = Case.of(new Random(6), List.of(0L, 1L, 2L), 1);
        for (List<Long> values : List.of(BIT, List.of(0L, 1L, 2L, 3L))) {
            assertThat(made.proof().verify(made.before(), made.key(), made.ciphertext(), values))
                    .isEqualTo(Verdict.reject(
                            "proof-membership", "the proof has not as many branches as there are values"));
        }
    }

    /** A1: the challenge is the hash of the protocol's list, in its order. */
    @Test
    void theChallengeBindsTheListOfTheProtocol() {
        Case made = Case.of(new Random(4), BIT, 1);
        MembershipProof.Branch b = made.proof().branches().get(0);
        MembershipProof.Last l = made.proof().last();
        Scalar challenge = made.before()
                .point(made.key())
                .point(made.ciphertext().alpha())
                .point(made.ciphertext().beta())
                .integer(0)
                .integer(1)
                .point(b.a())
                .point(b.b())
                .point(l.a())
                .point(l.b())
                .toScalar();

        Point expected = Point.G.times(l.z()).minus(made.ciphertext().alpha().times(challenge.minus(b.c())));

        assertThat(l.a()).isEqualTo(expected);
    }

    private static Scalar scalar(Random random) {
        return Scalar.of(new BigInteger(256, random));
    }
}
