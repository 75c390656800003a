// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;

/**
 * Affine points as {@link LaneAdder} keeps them: word {@code j} holds limb {@code j} of {@code x} in its low and that of {@code y} in its high
 * half, as {@link LaneProduct} has them, both signed; the tenth word is zero. Infinity is all zeros.
 */
final class LaneForm {

    private static final int LIMBS = LaneProduct.LIMBS;
    private static final int BITS = LaneProduct.BITS;
    private static final int WORD_BITS = 52;

    /** Its product with an element of {@link LaneProduct}'s form is the element in {@link Product}'s form. */
    private static final long[] HALF = Field.limbs(BigInteger.ONE.shiftLeft(259).mod(Field.P));

    private LaneForm() {}

    /** Writes affine points, folded, in this form. */
    static long[] of(long[] affine, int count) {
        long[] packed = new long[count * Curve.AFFINE];
        long[] x = new long[Field.LIMBS];
        long[] y = new long[Field.LIMBS];
        for (int at = 0; at < packed.length; at += Curve.AFFINE) {
            if (!Curve.isInfinity(affine, at)) {
                twice(x, affine, at);
                twice(y, affine, at + Field.LIMBS);
                for (int j = 0; j < LIMBS; j++) {
                    packed[at + j] = (limb(y, 0, j) << Integer.SIZE) | (limb(x, 0, j) & 0xffffffffL);
                }
            }
        }
        return packed;
    }

    /** {@code R = 2^261} is twice {@link Product}'s, so an element in this form is twice what it is in that one. */
    private static void twice(long[] r, long[] a, int at) {
        for (int i = 0; i < Field.LIMBS; i++) {
            r[i] = 2 * a[at + i];
        }
        Field.canonicalize(r, 0);
    }

    /** Limb {@code j} of a canonical element that begins at {@code at}; the highest takes all that is left. */
    static long limb(long[] a, int at, int j) {
        int word = at + j * BITS / WORD_BITS;
        int shift = j * BITS % WORD_BITS;
        long bits = a[word] >> shift;
        if (j == LIMBS - 1) {
            return bits;
        }
        if (shift + BITS > WORD_BITS) {
            bits |= a[word + 1] << (WORD_BITS - shift);
        }
        return bits & LaneProduct.MASK;
    }

    /** Writes points in this form as affine ones, canonical. */
    static long[] affine(long[] packed, int count) {
        long[] affine = new long[count * Curve.AFFINE];
        for (int at = 0; at < affine.length; at += Curve.AFFINE) {
            for (int j = 0; j < LIMBS; j++) {
                put(affine, at, j, (packed[at + j] << Integer.SIZE) >> Integer.SIZE);
                put(affine, at + Field.LIMBS, j, packed[at + j] >> Integer.SIZE);
            }
            if (!Curve.isInfinity(affine, at)) {
                Product.multiply(affine, at, affine, at, HALF, 0);
                Product.multiply(affine, at + Field.LIMBS, affine, at + Field.LIMBS, HALF, 0);
                Field.canonicalize(affine, at);
                Field.canonicalize(affine, at + Field.LIMBS);
            }
        }
        return affine;
    }

    /** Adds limb {@code j}, signed and below {@code 2^31}, to an element of {@link Product}'s limbs; they stay below {@code 2^55}. */
    static void put(long[] a, int at, int j, long limb) {
        int word = j * BITS / WORD_BITS;
        int shift = j * BITS % WORD_BITS;
        if (shift + BITS <= WORD_BITS + 1) {
            a[at + word] += limb << shift;
        } else {
            int low = WORD_BITS - shift;
            a[at + word] += (limb & ((1L << low) - 1)) << shift;
            a[at + word + 1] += limb >> low;
        }
    }

    /** A word as it is for {@code sign} 0; for -1 with its limb of {@code y} negated. Without a branch, because signs cannot be foretold. */
    static long signed(long word, long sign) {
        return ((((word >> Integer.SIZE) ^ sign) - sign) << Integer.SIZE) | (word & 0xffffffffL);
    }
}
