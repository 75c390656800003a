// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.Set;
import org.urna.crypto.group.Scalar;

/** Interpolation at 0 of a polynomial whose values at trustees' indices are known. */
final class Lagrange {

    private Lagrange() {}

    /**
     * {@code lambda_i}, the product over the other {@code j} of {@code j / (j - i)}.
     *
     * @param i one of {@code indices}
     * @param indices the trustees who take part, from 1; fewer than the threshold give a wrong value, not an error
     */
    static Scalar atZero(int i, Set<Integer> indices) {
        if (!indices.contains(i)) {
            throw new IllegalArgumentException("the coefficient belongs to a trustee who takes part");
        }
        Scalar numerator = Scalar.ONE;
        Scalar denominator = Scalar.ONE;
        for (int j : indices) {
            if (j < 1) {
                throw new IllegalArgumentException("trustees are numbered from 1");
            }
            if (j != i) {
                numerator = numerator.times(Scalar.of(j));
                denominator = denominator.times(Scalar.of((long) j - i));
            }
        }
        return numerator.times(denominator.inverse());
    }
}
