// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
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

class BatchTest {

    private static final Entropy ENTROPY = Entropy.secure();
    private static final Verdict.Rejected WRONG = new Verdict.Rejected("test", "wrong");

    @Test
    void anEmptyBatchIsNoPass() {
        Batch.Result<Integer> result = new Batch<Integer>().check(ENTROPY);

        assertThat(result.claims()).isZero();
        assertThat(result.verdict()).isInstanceOf(Verdict.Rejected.class);
    }

    /** A2: loops over an empty list. */
    @Test
    void aClaimWithoutEquationsOrAnEquationWithoutTermsIsRejected() {
        Batch<Integer> batch = new Batch<>();
        batch.add(1, WRONG, List.of());
        batch.add(2, WRONG, List.of(new Equation()));
        batch.add(3, WRONG, List.of(truth()));

        assertThat(owners(batch.check(ENTROPY))).containsExactly(1, 2);
        assertThat(new Equation().holds()).isFalse();
    }

    @Test
    void trueClaimsOfEveryKindPassTogether() {
        Property.holds(3, random -> {
            Batch<Integer> batch = new Batch<>();
            for (int i = 0; i < 12; i++) {
                addProof(batch, i, random, false);
            }

            Batch.Result<Integer> result = batch.check(ENTROPY);

            assertThat(result.claims()).isEqualTo(12);
            assertThat(result.culprits()).isEmpty();
            assertThat(result.verdict()).isEqualTo(Verdict.accept());
        });
    }

    @Test
    void exactlyTheOwnersOfFalseClaimsAreFound() {
        Property.holds(10, random -> {
            int count = 1 + random.nextInt(20);
            TreeSet<Integer> guilty = new TreeSet<>();
            Batch<Integer> batch = new Batch<>();
            for (int i = 0; i < count; i++) {
                boolean wrong = random.nextInt(4) == 0;
                addProof(batch, i, random, wrong);
                if (wrong) {
                    guilty.add(i);
                }
            }

            assertThat(owners(batch.check(ENTROPY))).containsExactlyElementsOf(guilty);
        });
    }

    /** Errors that cancel in a plain sum do not cancel under random weights. */
    @Test
    void oppositeErrorsDoNotCancel() {
        Batch<Integer> batch = new Batch<>();
        batch.add(1, WRONG, List.of(truth().plus(Scalar.ONE, Point.G)));
        batch.add(2, WRONG, List.of(truth().minus(Scalar.ONE, Point.G)));
        batch.add(3, WRONG, List.of(truth().plus(Scalar.ONE, Point.G), truth().minus(Scalar.ONE, Point.G)));

        assertThat(owners(batch.check(ENTROPY))).containsExactly(1, 2, 3);
    }

    @Test
    void aWrongNumberOfBranchesIsRejectedInABatchToo() {
        Random random = new Random(5);
        Entropy entropy = Property.entropy(random);
        Encryption encryption = Encryption.under(SecretScalar.random(entropy).timesG());
        Opening opening = new Opening(1, SecretScalar.random(entropy));
        Ciphertext ciphertext = encryption.encrypt(opening, entropy);
        Transcript before = Transcript.of("membership");
        MembershipProof proof =
                MembershipProof.prove(before, encryption, ciphertext, List.of(0L, 1L), opening, entropy);
        Batch<String> batch = new Batch<>();
        proof.addTo(batch, "fewer", before, encryption.key(), ciphertext, List.of(1L));
        proof.addTo(batch, "right", before, encryption.key(), ciphertext, List.of(0L, 1L));
        proof.addTo(batch, "more", before, encryption.key(), ciphertext, List.of(0L, 1L, 2L));
        proof.addTo(batch, "infinity", before, encryption.key(), Ciphertext.NOTHING, List.of(0L, 1L));

        assertThat(owners(batch.check(ENTROPY))).containsExactly("fewer", "more", "infinity");
    }

    @Test
    void theVerdictNamesTheCheckOfTheFirstCulprit() {
        Batch<Integer> batch = new Batch<>();
        addProof(batch, 7, new Random(1), true);

        assertThat(batch.check(ENTROPY).verdict())
                .isEqualTo(batch.check(ENTROPY).culprits().get(0).verdict())
                .isInstanceOf(Verdict.Rejected.class);
    }

    private static <O> List<O> owners(Batch.Result<O> result) {
        return result.culprits().stream().map(Batch.Culprit::owner).toList();
    }

    private static Equation truth() {
        return new Equation().plus(Scalar.of(3), Point.G).minus(Point.G.times(Scalar.of(3)));
    }

    private static void addProof(Batch<Integer> batch, int owner, Random random, boolean wrong) {
        Entropy entropy = Property.entropy(random);
        SecretScalar x = SecretScalar.random(entropy);
        Scalar error = wrong ? Scalar.ONE : Scalar.ZERO;
        Point key = x.timesG();
        Transcript before = Transcript.of("test").integer(owner).point(key);
        switch (owner % 3) {
            case 0 -> {
                KnowledgeProof proof = KnowledgeProof.prove(before, x, entropy);
                new KnowledgeProof(proof.w(), proof.z().plus(error)).addTo(batch, owner, before, key);
            }
            case 1 -> {
                Point a = SecretScalar.random(entropy).timesG();
                EqualityProof proof = EqualityProof.prove(before, a, x, entropy);
                new EqualityProof(proof.w(), proof.w2(), proof.z().plus(error))
                        .addTo(batch, owner, before, key, a, x.times(a));
            }
            default -> {
                Encryption encryption = Encryption.under(key);
                Opening opening = new Opening(1, SecretScalar.random(entropy));
                Ciphertext ciphertext = encryption.encrypt(opening, entropy);
                List<Long> values = List.of(0L, 1L, 2L);
                MembershipProof proof = MembershipProof.prove(before, encryption, ciphertext, values, opening, entropy);
                List<MembershipProof.Branch> branches = new ArrayList<>(proof.branches());
                MembershipProof.Branch last = branches.remove(1);
                branches.add(new MembershipProof.Branch(
                        last.a(), last.b(), last.c(), last.z().plus(error)));
                new MembershipProof(branches, proof.last()).addTo(batch, owner, before, key, ciphertext, values);
            }
        }
    }
}
