// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Scalar;

/**
 * What each equation is multiplied by before all are added up. One weight may be 1, as long as all others are random: a false
 * equation of weight 1 alone makes the sum false, and any other false one does but for a chance of 2^-128.
 */
final class EquationWeights {

    private final Scalar t1;
    private final Scalar t2;
    private final Scalar t3;
    private final List<Scalar> alpha;
    private final List<Scalar> beta;
    private final byte[] links;

    private EquationWeights(Scalar t1, Scalar t2, Scalar t3, List<Scalar> alpha, List<Scalar> beta, byte[] links) {
        this.t1 = t1;
        this.t2 = t2;
        this.t3 = t3;
        this.alpha = alpha;
        this.beta = beta;
        this.links = links;
    }

    /**
     * Every equation; {@code t_3} has weight 1, which keeps the factors of the commitments {@code c} short.
     *
     * @param links weights of the {@code t̂_i}, 16 bytes each
     */
    static EquationWeights random(int width, byte[] links, Entropy entropy) {
        return new EquationWeights(
                ShuffleVerifier.random(entropy),
                ShuffleVerifier.random(entropy),
                Scalar.ONE,
                randoms(width, entropy),
                randoms(width, entropy),
                links);
    }

    /** One equation, to find out which is false. */
    static EquationWeights only(ShuffleEquation equation, int width, byte[] links, Entropy entropy) {
        List<Scalar> none = Collections.nCopies(width, Scalar.ZERO);
        boolean t4 = equation == ShuffleEquation.T4;
        return new EquationWeights(
                equation == ShuffleEquation.T1 ? Scalar.ONE : Scalar.ZERO,
                equation == ShuffleEquation.T2 ? Scalar.ONE : Scalar.ZERO,
                equation == ShuffleEquation.T3 ? Scalar.ONE : Scalar.ZERO,
                t4 ? randoms(width, entropy) : none,
                t4 ? randoms(width, entropy) : none,
                equation == ShuffleEquation.CHAIN ? links : new byte[0]);
    }

    private static List<Scalar> randoms(int count, Entropy entropy) {
        List<Scalar> randoms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            randoms.add(ShuffleVerifier.random(entropy));
        }
        return randoms;
    }

    Scalar t1() {
        return t1;
    }

    Scalar t2() {
        return t2;
    }

    Scalar t3() {
        return t3;
    }

    /** Of the first part of {@code t_4,k}, from 0. */
    Scalar alpha(int k) {
        return alpha.get(k);
    }

    /** Of the second part of {@code t_4,k}, from 0. */
    Scalar beta(int k) {
        return beta.get(k);
    }

    /** The weight of {@code t̂_i}, from 1. */
    Scalar link(int i) {
        return links.length == 0 ? Scalar.ZERO : MixPlace.weight(links, i - 1);
    }
}
