// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * {@link PairAdder} that does {@value LaneProduct#N} additions side by side ({@link LaneProduct}), on points in {@link LaneForm}. Operands
 * are read when there are so many additions, in their order; their places in memory are asked for before, all at once, because one that is
 * not in a near cache is waited for otherwise. As in {@link AffineAdder} one inversion serves all: each lane multiplies its own denominators, row after
 * row, and the lanes' products are inverted together ({@link LaneInverses}).
 *
 * <p><b>Bounds</b> as multiples of {@code p}: coordinates are folded or the negative of that, their differences at most 2.1, products at most
 * 1.2. Every factor's limbs are at most {@code 2^30.2}, and one factor of each product comes from a product or from folding.
 */
final class LaneAdder implements PairAdder {

    private static final int N = LaneProduct.N;
    private static final int S = LaneProduct.S;
    private static final int LIMBS = LaneProduct.LIMBS;
    private static final int ELEMENT = LIMBS * S;

    /** Rows of additions in a batch: as many as keep what is stored about them in a second-level cache of 1 MiB. */
    private static final int ROWS = 16;

    /** Word of a point that is in the second line of the cache which it reaches into. */
    private static final int SECOND_LINE = 8;

    /** Stands for a second operand where a point is moved. */
    private static final int NONE = -1;

    // Places in the work space: the product's factors, and the element-wise rows of the additions under way.
    private static final int A = 0;
    private static final int B = LaneProduct.B;
    private static final int FIRST = LaneProduct.FREE;
    private static final int SECOND = FIRST + ELEMENT;
    private static final int RUNNING = SECOND + ELEMENT;
    private static final int X = RUNNING + ELEMENT;

    private final long[] w = new long[X + ELEMENT];
    private final long[] operands = new long[ROWS * 2 * ELEMENT];
    private final long[] prefixes = new long[ROWS * ELEMENT];

    /** Additions that nothing is read of yet: their operands' codes and their targets. */
    private final int[] waiting = new int[3 * N];

    private final int[] targets = new int[ROWS * N];
    private final LaneInverses inverses = new LaneInverses();
    private int waitingWords;

    @SuppressWarnings("UnusedVariable") // keeps the compiler from leaving out what is asked for
    private long asked;

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
        if (waitingWords == waiting.length) {
            readWaiting();
        }
        waiting[waitingWords] = a;
        waiting[waitingWords + 1] = b;
        waiting[waitingWords + 2] = to;
        waitingWords += 3;
    }

    @Override
    public void move(int a, int to) {
        add(a, NONE, to);
    }

    private void readWaiting() {
        asked ^= askForWaiting();
        for (int i = 0; i < waitingWords; i += 3) {
            if (waiting[i + 1] == NONE) {
                copy(source, waiting[i], target, waiting[i + 2]);
            } else {
                read(waiting[i], waiting[i + 1], waiting[i + 2]);
            }
        }
        waitingWords = 0;
    }

    /** Reads a word of each line of memory that is soon needed. What they are does not matter, but a result that nobody takes is not computed. */
    private long askForWaiting() {
        long any = 0;
        for (int i = 0; i < waitingWords; i += 3) {
            int a = (waiting[i] >> 1) * Curve.AFFINE;
            int b = Math.max(0, waiting[i + 1] >> 1) * Curve.AFFINE;
            any ^= source[a] ^ source[a + SECOND_LINE] ^ source[b] ^ source[b + SECOND_LINE];
        }
        return any;
    }

    private void read(int a, int b, int to) {
        if (queued == ROWS * N) {
            completeAll();
        }
        int at = place(queued);
        long anyOfA = gather(a, at);
        long anyOfB = gather(b, at + ELEMENT);
        if (anyOfA == 0) {
            copy(source, b, target, to);
        } else if (anyOfB == 0) {
            copy(source, a, target, to);
        } else {
            targets[queued++] = to;
        }
    }

    @Override
    public void copy(long[] from, int code, long[] target, int to) {
        int at = (code >> 1) * Curve.AFFINE;
        for (int j = 0; j < LIMBS; j++) {
            target[to * Curve.AFFINE + j] = LaneForm.signed(from[at + j], -(code & 1L));
        }
        target[to * Curve.AFFINE + LIMBS] = 0;
    }

    /** Where the first operand of addition {@code i} begins; its limbs are {@code N} apart. */
    private static int place(int i) {
        return i / N * 2 * ELEMENT + i % N;
    }

    /** Reads an operand; the result is zero if it is infinity. */
    private long gather(int code, int to) {
        int at = (code >> 1) * Curve.AFFINE;
        long sign = -(code & 1L);
        long any = 0;
        for (int j = 0; j < LIMBS; j++) {
            long word = source[at + j];
            operands[to + j * S] = LaneForm.signed(word, sign);
            any |= word;
        }
        return any;
    }

    @Override
    public void flush() {
        readWaiting();
        completeAll();
    }

    private void completeAll() {
        if (queued == 0) {
            return;
        }
        int rows = (queued + N - 1) / N;
        for (int i = queued; i < rows * N; i++) {
            giveDenominator(i);
        }
        multiplyDenominators(rows);
        long[] exceptions = {};
        if (!inverses.invert(w)) {
            exceptions = settleEqual();
            multiplyDenominators(rows);
            if (!inverses.invert(w)) {
                throw new IllegalStateException("a denominator is zero that was replaced");
            }
        }
        System.arraycopy(w, A, w, RUNNING, ELEMENT);
        for (int row = rows - 1; row >= 0; row--) {
            complete(row);
        }
        for (int i = 0; i < exceptions.length; i += Curve.AFFINE + 1) {
            System.arraycopy(exceptions, i + 1, target, (int) exceptions[i] * Curve.AFFINE, Curve.AFFINE);
        }
        queued = 0;
    }

    /** Makes the operands of an addition that is not wanted such that it does not hurt the others. */
    private void giveDenominator(int i) {
        int at = place(i);
        for (int j = 0; j < LIMBS; j++) {
            operands[at + j * S] = 0;
            operands[at + ELEMENT + j * S] = 0;
        }
        operands[at + ELEMENT] = 1;
    }

    /** Leaves in {@code a} each lane's product of denominators {@code x2 - x1}, in {@code prefixes} those of the rows before. */
    private void multiplyDenominators(int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(operands, row * 2 * ELEMENT, w, FIRST, 2 * ELEMENT);
            if (row == 0) {
                denominators(A);
            } else {
                System.arraycopy(w, A, prefixes, row * ELEMENT, ELEMENT);
                denominators(B);
                LaneProduct.multiply(w);
            }
        }
    }

    private void denominators(int to) {
        for (int j = 0; j < LIMBS; j++) {
            if (to == A) {
                differenceOfX(w, j * S);
            } else {
                differenceOfXAsFactor(w, j * S);
            }
        }
    }

    // One loop a method, with one variable place: only such loops become instructions for many words.

    private static void differenceOfX(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + l] = ((w[o + SECOND + l] << 32) >> 32) - ((w[o + FIRST + l] << 32) >> 32);
        }
    }

    private static void differenceOfXAsFactor(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + B + l] = ((w[o + SECOND + l] << 32) >> 32) - ((w[o + FIRST + l] << 32) >> 32);
        }
    }

    private static void differenceOfY(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + l] = (w[o + SECOND + l] >> 32) - (w[o + FIRST + l] >> 32);
        }
    }

    private static void subtractBothX(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + l] -= ((w[o + FIRST + l] << 32) >> 32) + ((w[o + SECOND + l] << 32) >> 32);
        }
    }

    private static void subtractFromFirstX(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + l] = ((w[o + FIRST + l] << 32) >> 32) - w[o + l];
        }
    }

    private static void subtractFirstY(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + l] -= w[o + FIRST + l] >> 32;
        }
    }

    private static void pack(long[] w, int o) {
        for (int l = 0; l < N; l++) {
            w[o + l] = (w[o + l] << 32) | (w[o + X + l] & 0xffffffffL);
        }
    }

    /** The additions of a row; the inverse of its lanes' products of denominators up to it is running. */
    private void complete(int row) {
        System.arraycopy(operands, row * 2 * ELEMENT, w, FIRST, 2 * ELEMENT);
        if (row == 0) {
            System.arraycopy(w, RUNNING, w, B, ELEMENT);
        } else {
            System.arraycopy(w, RUNNING, w, A, ELEMENT);
            denominators(B);
            LaneProduct.multiply(w);
            System.arraycopy(w, RUNNING, w, B, ELEMENT);
            System.arraycopy(w, A, w, RUNNING, ELEMENT);
            System.arraycopy(prefixes, row * ELEMENT, w, A, ELEMENT);
            LaneProduct.multiply(w);
            System.arraycopy(w, A, w, B, ELEMENT); // 1/(x2 - x1)
        }
        for (int j = 0; j < LIMBS; j++) {
            differenceOfY(w, j * S);
        }
        LaneProduct.multiply(w); // the slope
        System.arraycopy(w, A, w, B, ELEMENT);
        LaneSquare.square(w);
        for (int j = 0; j < LIMBS; j++) {
            subtractBothX(w, j * S);
        }
        LaneProduct.fold(w);
        System.arraycopy(w, A, w, X, ELEMENT);
        for (int j = 0; j < LIMBS; j++) {
            subtractFromFirstX(w, j * S);
        }
        LaneProduct.multiply(w);
        for (int j = 0; j < LIMBS; j++) {
            subtractFirstY(w, j * S);
        }
        LaneProduct.fold(w);
        for (int j = 0; j < LIMBS; j++) {
            pack(w, j * S);
        }
        scatter(row);
    }

    private void scatter(int row) {
        int count = Math.min(N, queued - row * N);
        for (int l = 0; l < count; l++) {
            int to = targets[row * N + l] * Curve.AFFINE;
            for (int j = 0; j < LIMBS; j++) {
                target[to + j] = w[j * S + l];
            }
            target[to + LIMBS] = 0;
        }
    }

    /**
     * Adds equal and opposite points one by one, and takes them out of the batch. Somebody who chooses points can have some met, so nothing
     * but their own additions becomes slower.
     *
     * @return for each its target and its sum
     */
    private long[] settleEqual() {
        long[] settled = {};
        long[] both = new long[2 * Curve.AFFINE];
        for (int i = 0; i < queued; i++) {
            if (!inverses.isZeroLane(i % N)) {
                continue;
            }
            for (int j = 0; j < LIMBS; j++) {
                both[j] = operands[place(i) + j * S];
                both[Curve.AFFINE + j] = operands[place(i) + ELEMENT + j * S];
            }
            long[] affine = LaneForm.affine(both, 2);
            long[] difference = new long[Field.LIMBS];
            Field.subtract(difference, 0, affine, Curve.AFFINE, affine, 0);
            if (Field.isZero(difference, 0)) {
                int at = settled.length;
                settled = Arrays.copyOf(settled, at + 1 + Curve.AFFINE);
                settled[at] = targets[i];
                System.arraycopy(LaneForm.of(sum(affine), 1), 0, settled, at + 1, Curve.AFFINE);
                giveDenominator(i);
            }
        }
        return settled;
    }

    private static long[] sum(long[] both) {
        Curve curve = new Curve();
        long[] sum = new long[Curve.JACOBIAN];
        Curve.extend(sum, 0, both, 0);
        curve.addAffine(sum, 0, both, Curve.AFFINE);
        long[] affine = new long[Curve.AFFINE];
        curve.affine(affine, 0, sum, 0);
        return affine;
    }
}
