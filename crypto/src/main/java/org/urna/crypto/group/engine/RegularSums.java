// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Sums {@code factor*base + factor*base + … + point}, very many at once, for secret factors and public results. What is done, and what memory
 * is touched, depends on the number of sums and bases alone: see {@code docs/performance.md}.
 *
 * <p>No addition meets equal, opposite or infinite points but by an accident of probability {@code 2^-250}, as long as the first factor of
 * each sum is uniform. Digit by digit, the sum so far of one base is an odd multiple smaller than the next term, hence neither that nor its
 * negative; only at the last digit can the difference be a multiple of {@code q}, for one factor out of all. What is added after that is
 * independent of the first factor.
 */
public final class RegularSums {

    private static final int A = Curve.AFFINE;
    private static final OddDigits DIGITS = new OddDigits(RegularTable.WIDTH);

    private final int count;
    private final RegularAdder adder;
    private final long[] sums;
    private final long[] terms;
    private final byte[] digits;
    private final int[] negate;
    private boolean begun;

    private RegularSums(int count) {
        this.count = count;
        this.adder = new RegularAdder(count);
        this.sums = new long[count * A];
        this.terms = new long[count * A];
        this.digits = new byte[count * DIGITS.count];
        this.negate = new int[count];
    }

    /**
     * Computes them.
     *
     * @param bases at least one, with as many factors each as there are sums
     * @param points added at the end, public: as many affine points, or none at all
     * @return affine points, canonical
     * @throws ArithmeticException if the accident happened, or the machine has failed: there is no result then
     */
    public static long[][] of(int count, List<RegularTerms> bases, long[][] points) {
        RegularSums work = new RegularSums(count);
        bases.forEach(work::addAll);
        if (points.length > 0) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(points[i], 0, work.terms, i * A, A);
            }
            work.addTerms();
        }
        return work.results();
    }

    private void addAll(RegularTerms base) {
        for (int i = 0; i < count; i++) {
            negate[i] = DIGITS.write(digits, i * DIGITS.count, base.factors()[i], base.opposites()[i]);
        }
        for (int d = 0; d < DIGITS.count; d++) {
            for (int i = 0; i < count; i++) {
                base.base().look(terms, i * A, d, digits[i * DIGITS.count + d], negate[i]);
            }
            addTerms();
        }
        Arrays.fill(digits, (byte) 0);
    }

    private void addTerms() {
        if (begun) {
            adder.add(sums, terms, count);
        } else {
            System.arraycopy(terms, 0, sums, 0, sums.length);
            begun = true;
        }
    }

    private long[][] results() {
        long[][] results = new long[count][];
        for (int i = 0; i < count; i++) {
            Field.canonicalize(sums, i * A);
            Field.canonicalize(sums, i * A + Field.LIMBS);
            if (!Coordinates.isOnCurve(sums, i * A)) {
                throw new ArithmeticException("a sum is no point of the curve");
            }
            results[i] = Arrays.copyOfRange(sums, i * A, (i + 1) * A);
        }
        return results;
    }
}
