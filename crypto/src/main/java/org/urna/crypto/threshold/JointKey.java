// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.urna.crypto.group.Point;

/**
 * The election's key and what each trustee's share of it must fit, computed by everyone from the published polynomials.
 *
 * @param y the key that ballots are encrypted with, {@code Y}
 * @param v trustees' verification keys {@code V_1 … V_n}; trustee 1 is the first
 */
public record JointKey(Point y, List<Point> v) {

    public JointKey {
        v = List.copyOf(v);
        if (y.isInfinity() || v.stream().anyMatch(Point::isInfinity)) {
            throw new IllegalArgumentException("no key is infinity");
        }
    }

    /**
     * Adds up the polynomials of all {@code n} trustees.
     *
     * @param polynomials in order of trustees, all of one length
     * @return nothing if a sum is infinity, which ends the attempt: honest trustees meet it with a probability of about 2^-256
     */
    public static Optional<JointKey> of(List<PublicPolynomial> polynomials) {
        int threshold = polynomials.get(0).points().size();
        if (polynomials.stream().anyMatch(each -> each.points().size() != threshold)) {
            throw new IllegalArgumentException("polynomials differ in length");
        }
        // The sum of polynomials is a polynomial: adding first saves n evaluations out of every n.
        List<Point> sum = IntStream.range(0, threshold)
                .mapToObj(k ->
                        polynomials.stream().map(each -> each.points().get(k)).reduce(Point.INFINITY, Point::plus))
                .toList();
        if (sum.stream().anyMatch(Point::isInfinity)) {
            return Optional.empty();
        }
        PublicPolynomial joint = new PublicPolynomial(sum);
        List<Point> v =
                IntStream.rangeClosed(1, polynomials.size()).mapToObj(joint::at).toList();
        return v.stream().anyMatch(Point::isInfinity) ? Optional.empty() : Optional.of(new JointKey(sum.get(0), v));
    }

    /** {@code V_j} of trustee {@code j}, from 1. */
    public Point v(int j) {
        return v.get(j - 1);
    }
}
