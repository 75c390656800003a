// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/**
 * A claim that a sum of public points, each times a public scalar, is infinity. Built by adding terms; not safe for concurrent
 * use until it is complete.
 */
public final class Equation {

    /** @param factor null for -1 */
    private record Term(@Nullable Scalar factor, Point point) {}

    private final List<Term> terms = new ArrayList<>();

    /** Adds {@code factor*point} to the sum. */
    public Equation plus(Scalar factor, Point point) {
        terms.add(new Term(factor, point));
        return this;
    }

    /** Subtracts {@code factor*point} from the sum. */
    public Equation minus(Scalar factor, Point point) {
        return plus(factor.negate(), point);
    }

    /** Subtracts {@code point}, which as a rule stands nowhere else, from the sum. */
    public Equation minus(Point point) {
        terms.add(new Term(null, point));
        return this;
    }

    /** Whether the sum is infinity. An equation without terms claims nothing and does not hold. */
    public boolean holds() {
        MultiScalar sum = new MultiScalar();
        addTo(sum, Scalar.ONE);
        return !isEmpty() && sum.result().isInfinity();
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    void addTo(MultiScalar sum, Scalar weight) {
        for (Term term : terms) {
            Scalar factor = term.factor();
            if (factor == null) {
                sum.addAnother(weight.negate(), term.point());
            } else {
                sum.add(weight.times(factor), term.point());
            }
        }
    }
}
