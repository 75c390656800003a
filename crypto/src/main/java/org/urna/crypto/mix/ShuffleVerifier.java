// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.work.Work;

/**
 * Checks the proof of a shuffle ({@code docs/protocol.md} §10). All equations are merged by random 128-bit weights, drawn after the
 * proof was read, into one sum that must be infinity; every point of the statement and the proof occurs in it once.
 *
 * <p>Memory: input, output and proof as published, 32 bytes more a ballot, and for each task at once the points of {@value #PART}
 * ballots, some 20 MB for one component: with two tasks, 100,000 ballots take about 150 MB.
 */
public final class ShuffleVerifier {

    /** Name of the check. */
    public static final String CHECK = "shuffle";

    static final int PART = 8192;

    private ShuffleVerifier() {}

    /**
     * Whether {@code output} is {@code input}, permuted and encrypted anew (check {@code shuffle}). When it is not, the reason names the
     * equations that do not hold.
     *
     * @param place where the shuffle stands, as the board has it
     */
    @CheckReturnValue
    public static Verdict verify(
            MixPlace place, Ciphertexts input, Ciphertexts output, ShuffleProof proof, Entropy entropy, Work work) {
        if (input.size() == 0) {
            return Verdict.reject(CHECK, "there is nothing to mix");
        }
        Generators generators = Generators.upTo(input.size(), work);
        return verify(place, input, output, proof, generators, entropy, work);
    }

    static Verdict verify(
            MixPlace place,
            Ciphertexts input,
            Ciphertexts output,
            ShuffleProof proof,
            Generators generators,
            Entropy entropy,
            Work work) {
        if (output.size() != input.size() || output.width() != input.width()) {
            return Verdict.reject(CHECK, "the output has not as many ciphertexts as the input");
        }
        if (proof.size() != input.size() || proof.width() != input.width()) {
            return Verdict.reject(CHECK, "the proof is for another number of ciphertexts");
        }
        byte[] commitments = proof.commitments();
        byte[] u = place.weights(input, output, commitments, work);
        Transcript statement = place.statement(input, output, commitments, proof.chain());
        Scalar gamma = MixPlace.challenge(statement, proof.few(), proof.many());
        ShuffleSum sum = new ShuffleSum(place, input, output, proof, generators, u, gamma, work);
        byte[] links = entropy.bytes(input.size() * MixPlace.WEIGHT_BYTES);
        if (sum.of(EquationWeights.random(input.width(), links, entropy)).isInfinity()) {
            return Verdict.accept();
        }
        Set<ShuffleEquation> failed = EnumSet.noneOf(ShuffleEquation.class);
        for (ShuffleEquation equation : ShuffleEquation.values()) {
            EquationWeights alone = EquationWeights.only(equation, input.width(), links, entropy);
            if (!sum.of(alone).isInfinity()) {
                failed.add(equation);
            }
        }
        return Verdict.reject(
                CHECK,
                "these equations of the proof do not hold: "
                        + failed.stream().map(ShuffleEquation::symbol).collect(Collectors.joining(", ")));
    }

    /** A weight of 128 random bits. */
    static Scalar random(Entropy entropy) {
        return Scalar.ofHalf(entropy.bytes(MixPlace.WEIGHT_BYTES), 0);
    }
}
