// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * {@link PairAdder} with one inversion for all: five products and a square each, on affine points as {@link Curve} has them.
 * <b>Bounds</b> as multiples of {@code p}: coordinates are folded, products of denominators at most 1.2, the inverses 1.1.
 */
final class AffineAdder implements PairAdder {

    private static final int BATCH = 1024;
    private static final int L = Field.LIMBS;
    private static final int A = Curve.AFFINE;

    /** Takes the place of the second point where the first is only moved. */
    private static final int NOTHING = -1;

    // What an addition is.
    private static final byte ADD = 0;
    private static final byte TWICE = 1;
    private static final byte FIRST = 2;
    private static final byte SECOND = 3;
    private static final byte INFINITY = 4;

    private final int[] first = new int[BATCH];
    private final int[] second = new int[BATCH];
    private final int[] targets = new int[BATCH];
    private final byte[] kinds = new byte[BATCH];
    private final long[] denominators = new long[BATCH * L];
    private final long[] products = new long[BATCH * L];
    private final long[] running = new long[L];
    private final long[] slope = new long[L];
    private final long[] t = new long[L];
    private final long[] x = new long[L];
    private int queued;
    private long[] source = {};
    private long[] target = {};

    @Override
    public void between(long[] from, long[] to) {
        source = from;
        target = to;
    }

    @Override
    public void add(int a, int b, int to) {
        if (queued == BATCH) {
            flush();
        }
        first[queued] = a;
        second[queued] = b;
        targets[queued++] = to;
    }

    @Override
    public void move(int a, int to) {
        add(a, NOTHING, to);
    }

    @Override
    public void flush() {
        if (queued == 0) {
            return;
        }
        Field.one(running, 0);
        for (int i = queued - 1; i >= 0; i--) {
            prepare(i);
        }
        Field.invert(running, 0, running, 0);
        for (int i = 0; i < queued; i++) {
            complete(i);
        }
        queued = 0;
    }

    /** Multiplies the denominator of addition {@code i} to those after it. */
    private void prepare(int i) {
        int ao = offset(first[i]);
        int bo = offset(second[i]);
        if (second[i] == NOTHING || Curve.isInfinity(source, bo)) {
            kinds[i] = FIRST;
            return;
        }
        if (Curve.isInfinity(source, ao)) {
            kinds[i] = SECOND;
            return;
        }
        kinds[i] = ADD;
        int d = i * L;
        Field.subtract(denominators, d, source, bo, source, ao);
        if (Field.mayBeZero(denominators, d) && Field.isZero(denominators, d)) {
            kinds[i] = equalX(i, ao, bo);
            if (kinds[i] == INFINITY) {
                return;
            }
            Field.addMultiple(denominators, d, source, ao + L, 1, source, ao + L);
        }
        System.arraycopy(running, 0, products, d, L);
        Product.multiply(running, 0, running, 0, denominators, d);
    }

    private byte equalX(int i, int ao, int bo) {
        boolean sameSign = ((first[i] ^ second[i]) & 1) == 0;
        Field.addMultiple(t, 0, source, bo + L, sameSign ? -1 : 1, source, ao + L);
        return Field.isZero(t, 0) ? TWICE : INFINITY;
    }

    private static int offset(int code) {
        return (code >> 1) * A;
    }

    private void complete(int i) {
        switch (kinds[i]) {
            case ADD -> {
                long sign = 1 - 2L * (first[i] & 1);
                long factor = 1 - 2L * (second[i] & 1);
                numerator(offset(first[i]), offset(second[i]), sign, factor);
                finish(i, offset(second[i]));
            }
            case TWICE -> {
                tangent(offset(first[i]), 1 - 2L * (first[i] & 1));
                finish(i, offset(first[i]));
            }
            case FIRST -> copy(first[i], targets[i]);
            case SECOND -> copy(second[i], targets[i]);
            default -> Arrays.fill(target, targets[i] * A, targets[i] * A + A, 0);
        }
    }

    /** {@code y2 - y1} with both signs; at most 2.1. */
    private void numerator(int ao, int bo, long sign, long factor) {
        for (int j = L; j < A; j++) {
            slope[j - L] = factor * source[bo + j] - sign * source[ao + j];
        }
    }

    /** {@code 3*x^2 - 3} over {@code 2*y}, and the sign of {@code y}; at most 3.3. */
    private void tangent(int ao, long sign) {
        Product.square(slope, 0, source, ao);
        Field.one(t, 0);
        Field.subtract(slope, 0, slope, 0, t, 0);
        Arrays.setAll(slope, j -> 3 * sign * slope[j]);
    }

    /** From the numerator of the slope through both points. */
    private void finish(int i, int bo) {
        int ao = offset(first[i]);
        int d = i * L;
        Product.multiply(t, 0, running, 0, products, d); // 1/denominator
        Product.multiply(running, 0, running, 0, denominators, d);
        Product.multiply(slope, 0, slope, 0, t, 0); // 1.3
        Product.square(t, 0, slope, 0); // 1.2
        Field.fold( // 3.3 before
                x,
                0,
                t[0] - source[ao] - source[bo],
                t[1] - source[ao + 1] - source[bo + 1],
                t[2] - source[ao + 2] - source[bo + 2],
                t[3] - source[ao + 3] - source[bo + 3],
                t[4] - source[ao + 4] - source[bo + 4]);
        Field.subtract(t, 0, source, ao, x, 0); // 2.1
        Product.multiply(t, 0, t, 0, slope, 0); // 1.2
        long sign = 1 - 2L * (first[i] & 1);
        int to = targets[i] * A;
        Field.fold( // 2.3 before
                target,
                to + L,
                t[0] - sign * source[ao + L],
                t[1] - sign * source[ao + L + 1],
                t[2] - sign * source[ao + L + 2],
                t[3] - sign * source[ao + L + 3],
                t[4] - sign * source[ao + L + 4]);
        System.arraycopy(x, 0, target, to, L);
    }

    private void copy(int code, int to) {
        copy(source, code, target, to);
    }

    @Override
    public void copy(long[] from, int code, long[] target, int to) {
        int ao = offset(code);
        int at = to * A;
        System.arraycopy(from, ao, target, at, L);
        long sign = 1 - 2L * (code & 1);
        for (int j = L; j < A; j++) {
            target[at + j] = sign * from[ao + j];
        }
    }
}
