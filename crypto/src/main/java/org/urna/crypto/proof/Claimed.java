// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.util.List;
import java.util.function.Supplier;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Scalar;

/** What one proof claims: that some sums of points are infinity, each of them. */
interface Claimed {

    /** Number of sums; a claim of none is false. */
    int equations();

    /** Adds all of them to {@code sum}, each times a weight of its own, which are asked for in the same order every time. */
    void addTo(MultiScalar sum, Supplier<Scalar> weights);

    /** Whether there are sums and each is infinity, looked at one by one. */
    default boolean holds() {
        for (int i = 0; i < equations(); i++) {
            MultiScalar sum = new MultiScalar();
            int[] asked = {i};
            addTo(sum, () -> asked[0]-- == 0 ? Scalar.ONE : Scalar.ZERO);
            if (!sum.result().isInfinity()) {
                return false;
            }
        }
        return equations() > 0;
    }

    /** Sums that are written down term by term. */
    static Claimed all(List<Equation> equations) {
        List<Equation> copy = List.copyOf(equations);
        return new Claimed() {
            @Override
            public int equations() {
                return copy.stream().anyMatch(Equation::isEmpty) ? 0 : copy.size();
            }

            @Override
            public void addTo(MultiScalar sum, Supplier<Scalar> weights) {
                copy.forEach(equation -> equation.addTo(sum, weights.get()));
            }
        };
    }
}
