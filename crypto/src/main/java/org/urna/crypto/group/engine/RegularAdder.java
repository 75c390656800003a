// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

/**
 * Adds many pairs of affine points with one inversion for all, in steps and memory accesses that depend on their number alone. The price is
 * that no two points of a pair may be equal or opposite, nor may one be infinity: then the results of the whole batch are wrong, and
 * {@link Coordinates#isOnCurve} shows that. The caller has to see to it that this happens by accident only.
 *
 * <p><b>Bounds</b> as multiples of {@code p}: coordinates are folded, differences at most 2.1, products of denominators 1.2.
 */
final class RegularAdder {

    private static final int L = Field.LIMBS;
    private static final int A = Curve.AFFINE;

    private final long[] denominators;
    private final long[] products;
    private final long[] running = new long[L];
    private final long[] slope = new long[L];
    private final long[] t = new long[L];
    private final long[] x = new long[L];
    private final RegularInversion inversion = new RegularInversion();

    /** @param most pairs that are added at once */
    RegularAdder(int most) {
        this.denominators = new long[most * L];
        this.products = new long[most * L];
    }

    /** {@code a[i] += b[i]} for the first {@code count} points of both arrays. */
    void add(long[] a, long[] b, int count) {
        add(a, 0, 1, a, 0, 1, b, 0, 1, count);
    }

    /** {@code a[i] = a[2*i] + a[2*i + 1]} for the first {@code count} pairs of the array. */
    void halve(long[] a, int count) {
        add(a, 0, 1, a, 0, 2, a, 1, 2, count);
    }

    /** {@code r[i] = a[first + i*step] + b[…]}, in this order: a place may be written once both points of its pair were read. */
    private void add(
            long[] r,
            int rFirst,
            int rStep,
            long[] a,
            int aFirst,
            int aStep,
            long[] b,
            int bFirst,
            int bStep,
            int count) {
        Field.one(running, 0);
        for (int i = count - 1; i >= 0; i--) {
            int d = i * L;
            Field.subtract(denominators, d, b, (bFirst + i * bStep) * A, a, (aFirst + i * aStep) * A);
            System.arraycopy(running, 0, products, d, L);
            Product.multiply(running, 0, running, 0, denominators, d);
        }
        inversion.invert(running);
        for (int i = 0; i < count; i++) {
            complete(r, (rFirst + i * rStep) * A, a, (aFirst + i * aStep) * A, b, (bFirst + i * bStep) * A, i * L);
        }
    }

    private void complete(long[] r, int ro, long[] a, int ao, long[] b, int bo, int d) {
        Product.multiply(t, 0, running, 0, products, d); // 1/denominator
        Product.multiply(running, 0, running, 0, denominators, d);
        Field.subtract(slope, 0, b, bo + L, a, ao + L); // 2.1
        Product.multiply(slope, 0, slope, 0, t, 0); // 1.2
        Product.square(t, 0, slope, 0); // 1.1
        Field.fold( // 3.2 before
                x,
                0,
                t[0] - a[ao] - b[bo],
                t[1] - a[ao + 1] - b[bo + 1],
                t[2] - a[ao + 2] - b[bo + 2],
                t[3] - a[ao + 3] - b[bo + 3],
                t[4] - a[ao + 4] - b[bo + 4]);
        Field.subtract(t, 0, a, ao, x, 0); // 2.1
        Product.multiply(t, 0, t, 0, slope, 0); // 1.2
        Field.fold( // 2.3 before
                r,
                ro + L,
                t[0] - a[ao + L],
                t[1] - a[ao + L + 1],
                t[2] - a[ao + L + 2],
                t[3] - a[ao + L + 3],
                t[4] - a[ao + L + 4]);
        System.arraycopy(x, 0, r, ro, L);
    }
}
