// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.group.engine.RegularCombination;
import org.urna.crypto.group.engine.RegularSums;
import org.urna.crypto.group.engine.RegularTable;
import org.urna.crypto.group.engine.RegularTerms;

/**
 * A point that is multiplied by thousands of secrets at once, as a mixer does: half as long each as by {@link FixedBase}, and as regular. The
 * results are for publishing; what must stay secret is the scalars.
 *
 * <p>Immutable and safe for concurrent use. Making one takes as long as some hundred multiplications, and 110 kB.
 */
public final class SecretMultiples {

    /** The base point of the group. */
    public static final SecretMultiples G = of(Point.G);

    private final RegularTable table;

    private SecretMultiples(RegularTable table) {
        this.table = table;
    }

    /**
     * Prepares {@code base}.
     *
     * @throws IllegalArgumentException if it is infinity
     */
    public static SecretMultiples of(Point base) {
        if (base.isInfinity()) {
            throw new IllegalArgumentException("infinity is no base");
        }
        return new SecretMultiples(new RegularTable(base.limbs()));
    }

    /**
     * {@code points[i] + factors[i]*base}.
     *
     * @param factors uniform and independent of the points
     * @throws ArithmeticException if a result is infinity or such, which happens with uniform factors once in 2^250 times
     */
    public List<Point> plus(List<Point> points, List<SecretScalar> factors) {
        long[][] added = points.stream().map(Point::limbs).toArray(long[][]::new);
        return sums(factors.size(), List.of(terms(factors)), added);
    }

    /**
     * {@code factors[i]*base + others[i]*other}.
     *
     * @param factors uniform and independent of the others; none of the others is zero
     * @throws ArithmeticException if a result is infinity or such, which happens with uniform factors once in 2^250 times
     */
    public List<Point> plus(List<SecretScalar> factors, SecretMultiples other, List<SecretScalar> others) {
        return sums(factors.size(), List.of(terms(factors), other.terms(others)), new long[0][]);
    }

    /**
     * {@code factors[0]*points[0] + factors[1]*points[1] + …}.
     *
     * @param factors uniform
     * @param points at least one; nobody knows a relation between them
     * @throws ArithmeticException if what is added is infinity or such, which happens with such points once in 2^250 times
     */
    public static Point sum(List<SecretScalar> factors, List<Point> points) {
        Point.normalize(points);
        return Point.ofLimbs(RegularCombination.of(
                points.stream().map(Point::limbs).toArray(long[][]::new), own(factors), opposite(factors)));
    }

    private static List<Point> sums(int count, List<RegularTerms> bases, long[][] points) {
        List<Point> sums = new ArrayList<>(count);
        for (long[] sum : RegularSums.of(count, bases, points)) {
            sums.add(Point.ofLimbs(sum));
        }
        return sums;
    }

    private RegularTerms terms(List<SecretScalar> factors) {
        return new RegularTerms(table, own(factors), opposite(factors));
    }

    private static byte[][] own(List<SecretScalar> factors) {
        return factors.stream().map(factor -> P256.to32Bytes(factor.value())).toArray(byte[][]::new);
    }

    private static byte[][] opposite(List<SecretScalar> factors) {
        return factors.stream()
                .map(factor -> P256.to32Bytes(P256.Q.subtract(factor.value())))
                .toArray(byte[][]::new);
    }
}
