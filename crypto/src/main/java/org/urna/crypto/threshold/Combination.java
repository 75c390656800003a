// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/** What a polynomial's constant would give, from what its values at trustees' indices gave. */
final class Combination {

    private Combination() {}

    /** {@code sum lambda_i*D_i} over all trustees given. */
    static Point atZero(Map<Integer, Point> shares) {
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("nothing to combine");
        }
        List<Scalar> lambdas = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        shares.forEach((trustee, share) -> {
            lambdas.add(Lagrange.atZero(trustee, shares.keySet()));
            points.add(share);
        });
        return MultiScalar.sum(lambdas, points);
    }
}
