// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * The sum of many public points, each times a secret factor, by Straus's method in regular steps: the odd multiples of each point up to 31,
 * for each digit of each factor a look-up that reads all of those, and the multiples of each digit added up in pairs.
 *
 * <p>No addition meets equal, opposite or infinite points but by an accident of probability {@code 2^-250}, as long as nobody knows a
 * relation between the points.
 */
public final class RegularCombination {

    private static final int WIDTH = 5;
    private static final int ODD = 1 << (WIDTH - 1);
    private static final OddDigits DIGITS = new OddDigits(WIDTH);
    private static final int A = Curve.AFFINE;

    /** Points whose multiples are in memory at once. */
    private static final int MOST = 64;

    private final RegularAdder adder = new RegularAdder(MOST / 2 * DIGITS.count);
    private final long[] multiples = new long[MOST * ODD * A];
    private final long[] terms = new long[MOST * DIGITS.count * A];
    private final byte[] digits = new byte[DIGITS.count];
    private final long[] sums = new long[DIGITS.count * A];
    private boolean begun;

    private RegularCombination() {}

    /**
     * Computes the sum.
     *
     * @param points affine, at least one
     * @param factors as many from 1 to {@code q - 1}, 32 bytes big-endian
     * @param opposites {@code q} minus each
     * @return affine, canonical
     * @throws ArithmeticException if the accident happened, or the machine has failed: there is no result then
     */
    public static long[] of(long[][] points, byte[][] factors, byte[][] opposites) {
        RegularCombination work = new RegularCombination();
        for (int from = 0; from < points.length; ) {
            int count = Math.min(MOST, Integer.highestOneBit(points.length - from)); // halved to one without a rest
            work.addAll(
                    Arrays.copyOfRange(points, from, from + count),
                    Arrays.copyOfRange(factors, from, from + count),
                    Arrays.copyOfRange(opposites, from, from + count));
            from += count;
        }
        return work.result();
    }

    private void addAll(long[][] points, byte[][] factors, byte[][] opposites) {
        int count = points.length;
        makeMultiples(points);
        for (int i = 0; i < count; i++) {
            int negate = DIGITS.write(digits, 0, factors[i], opposites[i]);
            for (int d = 0; d < DIGITS.count; d++) {
                RegularTable.look(
                        terms,
                        (d * count + i) * A,
                        multiples,
                        i * ODD * A,
                        WIDTH,
                        d == DIGITS.count - 1,
                        digits[d],
                        negate);
            }
        }
        Arrays.fill(digits, (byte) 0);
        for (int left = count / 2; left > 0; left /= 2) {
            adder.halve(terms, left * DIGITS.count);
        }
        if (begun) {
            adder.add(sums, terms, DIGITS.count);
        } else {
            System.arraycopy(terms, 0, sums, 0, sums.length);
            begun = true;
        }
    }

    /** Public, but the adder is at hand: {@code 1*P, 3*P … 31*P} of each point. */
    private void makeMultiples(long[][] points) {
        int count = points.length;
        long[][] doubled = new long[count][];
        long[] twice = new long[count * A];
        long[] odd = new long[count * A];
        for (int i = 0; i < count; i++) {
            doubled[i] = Coordinates.add(points[i], points[i]);
        }
        Coordinates.normalize(doubled);
        for (int i = 0; i < count; i++) {
            System.arraycopy(doubled[i], 0, twice, i * A, A);
            System.arraycopy(points[i], 0, odd, i * A, A);
        }
        for (int j = 0; j < ODD; j++) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(odd, i * A, multiples, (i * ODD + j) * A, A);
            }
            if (j < ODD - 1) {
                adder.add(odd, twice, count);
            }
        }
    }

    /** The digits' sums, each doubled for its place; this once in thousands of factors, by formulas with a denominator. */
    private long[] result() {
        Curve curve = new Curve();
        long[] sum = new long[Curve.JACOBIAN];
        Curve.extend(sum, 0, sums, (DIGITS.count - 1) * A);
        for (int d = DIGITS.count - 2; d >= 0; d--) {
            for (int i = 0; i < WIDTH; i++) {
                curve.twice(sum, 0);
            }
            curve.addAffine(sum, 0, sums, d * A);
        }
        long[] affine = Coordinates.affine(sum);
        if (!Coordinates.isOnCurve(affine, 0)) {
            throw new ArithmeticException("a sum is no point of the curve");
        }
        return affine;
    }
}
