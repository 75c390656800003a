// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.work.Work;

/**
 * The equations of one shuffle, each with all its terms on one side, times its weight, added up: infinity where they hold.
 *
 * <p>The factors of {@code c_i}, {@code α_{i,k}} and {@code β_{i,k}} all have the challenge {@code γ} in them; it is multiplied in after
 * their sums, over factors of 128 bits, are done, which halves the cost of those. All other points go into one sum.
 */
final class ShuffleSum {

    private final MixPlace place;
    private final Ciphertexts input;
    private final Ciphertexts output;
    private final ShuffleProof proof;
    private final Generators generators;
    private final byte[] u;
    private final Scalar gamma;
    private final Work work;
    private final int n;
    private final int w;

    /**
     * A sum whose weights are not chosen yet.
     *
     * @param u the weights {@code u_i}, see {@link MixPlace#weights}
     */
    ShuffleSum(
            MixPlace place,
            Ciphertexts input,
            Ciphertexts output,
            ShuffleProof proof,
            Generators generators,
            byte[] u,
            Scalar gamma,
            Work work) {
        this.place = place;
        this.input = input;
        this.output = output;
        this.proof = proof;
        this.generators = generators;
        this.u = u;
        this.gamma = gamma;
        this.work = work;
        this.n = input.size();
        this.w = input.width();
    }

    Point of(EquationWeights weights) {
        Point many = work.split("verifying", n, ShuffleVerifier.PART, (from, to) -> part(weights, from, to)).stream()
                .reduce(Point.INFINITY, Point::plus);
        return many.plus(few(weights));
    }

    /** The terms of ballots {@code from + 1} to {@code to}. */
    private Point part(EquationWeights weights, int from, int to) {
        List<Scalar> factors = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int i = from + 1; i <= to; i++) {
            Scalar sPrime = proof.sPrime(i);
            factors.add(
                    weights.t1().times(gamma).plus(weights.t3().times(sPrime)).negate());
            points.add(generators.get(i));
            factors.add(ofLink(weights, i));
            points.add(proof.chain(i));
            factors.add(weights.link(i));
            points.add(proof.tChain(i));
            for (int k = 0; k < w; k++) {
                factors.add(weights.alpha(k).times(sPrime).negate());
                points.add(output.alpha(i - 1, k));
                factors.add(weights.beta(k).times(sPrime).negate());
                points.add(output.beta(i - 1, k));
            }
        }
        return MultiScalar.sum(factors, points).plus(inputs(weights, from, to));
    }

    /** {@code ĉ_i} in the equations of {@code t̂_i}, {@code t̂_{i+1}} and, the last one, {@code t_2}. */
    private Scalar ofLink(EquationWeights weights, int i) {
        Scalar factor = weights.link(i).times(gamma);
        return i == n
                ? factor.plus(weights.t2().times(gamma))
                : factor.minus(weights.link(i + 1).times(proof.sPrime(i + 1)));
    }

    /** Commitments and inputs, times {@code γ}. */
    private Point inputs(EquationWeights weights, int from, int to) {
        List<Scalar> plain = new ArrayList<>();
        List<Scalar> shifted = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Scalar weight = MixPlace.weight(u, i);
            plain.add(weight);
            shifted.add(weights.t1().plus(weights.t3().times(weight)));
        }
        MultiScalar sum = new MultiScalar();
        sum.add(gamma, sum(shifted, from, i -> proof.c(i + 1)));
        for (int k = 0; k < w; k++) {
            int component = k;
            sum.add(gamma.times(weights.alpha(k)), sum(plain, from, i -> input.alpha(i, component)));
            sum.add(gamma.times(weights.beta(k)), sum(plain, from, i -> input.beta(i, component)));
        }
        return sum.result();
    }

    private static Point sum(List<Scalar> factors, int from, Sums.Term term) {
        List<Point> points = new ArrayList<>(factors.size());
        for (int i = 0; i < factors.size(); i++) {
            points.add(term.at(from + i));
        }
        return MultiScalar.sum(factors, points);
    }

    /** {@code G}, {@code Y}, {@code h} and the commitments {@code t_1} to {@code t_4,w}. */
    private Point few(EquationWeights weights) {
        Scalar ofG = weights.t1()
                .times(proof.s(1))
                .plus(weights.t2().times(proof.s(2)))
                .plus(weights.t3().times(proof.s(3)))
                .negate();
        Scalar ofY = Scalar.ZERO;
        Scalar product = Scalar.ONE;
        for (int i = 1; i <= n; i++) {
            ofG = ofG.minus(weights.link(i).times(proof.sChain(i)));
            product = product.times(MixPlace.weight(u, i - 1));
        }
        MultiScalar sum = new MultiScalar();
        for (int k = 0; k < w; k++) {
            ofG = ofG.plus(weights.alpha(k).times(proof.s4(k + 1)));
            ofY = ofY.plus(weights.beta(k).times(proof.s4(k + 1)));
            sum.add(weights.alpha(k), proof.t4Alpha(k + 1));
            sum.add(weights.beta(k), proof.t4Beta(k + 1));
        }
        sum.add(ofG, Point.G);
        sum.add(ofY, place.key());
        Scalar ofH =
                weights.t2().times(gamma).times(product).plus(weights.link(1).times(proof.sPrime(1)));
        sum.add(ofH.negate(), generators.h());
        sum.add(weights.t1(), proof.t(1));
        sum.add(weights.t2(), proof.t(2));
        sum.add(weights.t3(), proof.t(3));
        return sum.result();
    }
}
