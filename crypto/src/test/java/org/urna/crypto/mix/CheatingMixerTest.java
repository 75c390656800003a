// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.work.Work;

/**
 * A6: the four cheating provers of {@code docs/protocol.md} §10, each of which satisfies all equations but one, so that a verifier
 * that forgot that one would accept it; and A5, generators whose relation the mixer knows.
 */
class CheatingMixerTest {

    private static final Scalar TWO = Scalar.of(2);
    private static final Scalar HALF = TWO.inverse();

    private final MixFixture fixture = new MixFixture();
    private final Ciphertexts input = fixture.ballots(4, 1);
    private final Generators generators = Generators.upTo(4, Work.ofCaller());

    private static Scalar[][] identity() {
        Scalar[][] matrix = new Scalar[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                matrix[i][j] = i == j ? Scalar.ONE : Scalar.ZERO;
            }
        }
        return matrix;
    }

    private static Scalar[][] permutation() {
        Scalar[][] identity = identity();
        return new Scalar[][] {identity[2], identity[0], identity[3], identity[1]};
    }

    /** {@code diag(2, ½, 1, 1)}, or its inverse transpose. */
    private static Scalar[][] diagonal(Scalar first, Scalar second) {
        Scalar[][] matrix = identity();
        matrix[0][0] = first;
        matrix[1][1] = second;
        return matrix;
    }

    /** Rows {@code (1, 0)} and {@code (x, 1 - x)}. */
    private static Scalar[][] leaning(Scalar x) {
        Scalar[][] matrix = identity();
        matrix[1][0] = x;
        matrix[1][1] = Scalar.ONE.minus(x);
        return matrix;
    }

    /** The inverse transpose of {@link #leaning}. */
    private static Scalar[][] leaningOutputs(Scalar x) {
        Scalar[][] matrix = identity();
        Scalar inverse = Scalar.ONE.minus(x).inverse();
        matrix[0][1] = x.times(inverse).negate();
        matrix[1][1] = inverse;
        return matrix;
    }

    private Verdict verdict(Scalar[][] committed, Scalar[][] applied, Scalar[][] outputs, boolean fakeLastLink) {
        Shuffled shuffled =
                new CheatingMixer(fixture.place, generators, input, committed, applied, outputs).shuffle(fakeLastLink);
        return fixture.verify(input, shuffled);
    }

    private static void assertTripsOnly(String equation, Verdict verdict) {
        assertThat(verdict)
                .isEqualTo(Verdict.reject("shuffle", "these equations of the proof do not hold: " + equation));
    }

    @Test
    void thePlainProverIsHonestWithAPermutation() {
        assertThat(verdict(permutation(), permutation(), permutation(), false)).isEqualTo(Verdict.accept());
    }

    @Test
    void scaledBallotsTripOnlyTheSumOfTheCommitments() {
        Scalar[][] b = diagonal(TWO, HALF);
        assertTripsOnly("t_1", verdict(b, b, diagonal(HALF, TWO), false));
    }

    @Test
    void aMixtureOfTwoBallotsTripsOnlyTheProduct() {
        Scalar x = Scalar.of(7);
        assertTripsOnly("t_2", verdict(leaning(x), leaning(x), leaningOutputs(x), false));
    }

    @Test
    void aMixtureWithAFakedLastLinkTripsOnlyTheChain() {
        Scalar x = Scalar.of(7);
        assertTripsOnly("t̂", verdict(leaning(x), leaning(x), leaningOutputs(x), true));
    }

    @Test
    void scaledBallotsBehindHonestCommitmentsTripOnlyTheWeights() {
        assertTripsOnly("t_3", verdict(identity(), diagonal(TWO, HALF), diagonal(HALF, TWO), false));
    }

    @Test
    void replacedBallotsTripOnlyTheCiphertexts() {
        assertTripsOnly("t_4", verdict(permutation(), permutation(), identity(), false));
    }

    /**
     * A5: with {@code h_2 = 2*h_1} the mixer of {@code diag(2, ½, 1, …)} satisfies every equation, because {@code 2*h_1 + ½*h_2} is
     * {@code h_1 + h_2}. The verifier computes its generators itself.
     */
    @Test
    void plantedGeneratorsDeceiveOnlyWhoTakesThem() {
        Point h1 = generators.get(1);
        Generators planted =
                Generators.planted(List.of(generators.h(), h1, h1.plus(h1), generators.get(3), generators.get(4)));
        Scalar[][] b = diagonal(TWO, HALF);
        Shuffled cheat = new CheatingMixer(fixture.place, planted, input, b, b, diagonal(HALF, TWO)).shuffle(false);
        assertThat(ShuffleVerifier.verify(
                        fixture.place,
                        input,
                        cheat.output(),
                        cheat.proof(),
                        planted,
                        MixFixture.ENTROPY,
                        Work.ofCaller()))
                .isEqualTo(Verdict.accept());
        ShuffleTest.assertRejected(fixture.verify(input, cheat), "t_1");
    }
}
