// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.util.Arrays;

/**
 * Point operations that keep a denominator, for places where few points are added.
 *
 * <p>An affine point is ten limbs, {@code x} and {@code y}, folded; infinity is ten zeros, which no point of the curve is, as none has
 * {@code y = 0}. A point with denominator is fifteen limbs {@code X}, {@code Y}, {@code Z} and stands for {@code (X/Z^2, Y/Z^3)}; infinity has
 * fifteen zeros. <b>Bounds:</b> X and Y are folded, Z is at most {@code 2*p} in absolute value; comments give the bounds in between as
 * multiples of {@code p}. All results are right for all inputs, equal and opposite points included. An instance holds scratch
 * space and is for one thread.
 */
final class Curve {

    /** Limbs of an affine point. */
    static final int AFFINE = 2 * Field.LIMBS;

    /** Limbs of a point with denominator. */
    static final int JACOBIAN = 3 * Field.LIMBS;

    private static final int X = 0;
    private static final int Y = Field.LIMBS;
    private static final int Z = 2 * Field.LIMBS;

    private final long[] t = new long[8 * Field.LIMBS];
    private static final int T0 = 0;
    private static final int T1 = 5;
    private static final int T2 = 10;
    private static final int T3 = 15;
    private static final int T4 = 20;
    private static final int T5 = 25;
    private static final int T6 = 30;
    private static final int T7 = 35;

    /** Whether an affine point is infinity. */
    static boolean isInfinity(long[] affine, int at) {
        return affine[at + Y] == 0
                && (affine[at + Y + 1] | affine[at + Y + 2] | affine[at + Y + 3] | affine[at + Y + 4]) == 0;
    }

    /** Whether a point with denominator is infinity. */
    static boolean isZero(long[] p, int at) {
        return p[at + Z] == 0 && (p[at + Z + 1] | p[at + Z + 2] | p[at + Z + 3] | p[at + Z + 4]) == 0;
    }

    /** An affine point with denominator 1, or infinity. */
    static void extend(long[] r, int ro, long[] affine, int at) {
        System.arraycopy(affine, at, r, ro, AFFINE);
        if (isInfinity(affine, at)) {
            Arrays.fill(r, ro + Z, ro + JACOBIAN, 0);
        } else {
            Field.one(r, ro + Z);
        }
    }

    /** The negative of a point with denominator, in place. */
    static void negate(long[] p) {
        for (int i = Y; i < Z; i++) {
            p[i] = -p[i];
        }
        Field.fold(p, Y);
    }

    /** {@code p = 2*p}. */
    void twice(long[] p, int po) {
        if (isZero(p, po)) {
            return;
        }
        Product.square(t, T0, p, po + Z); // δ = Z², below 1.25
        Product.square(t, T1, p, po + Y); // γ = Y², below 1.07
        Product.multiply(t, T2, p, po + X, t, T1); // β = X*γ, from -0.07 to 1.07
        Field.subtract(t, T3, p, po + X, t, T0); // 2.3
        Field.addMultiple(t, T4, p, po + X, 1, t, T0); // 2.3
        Product.multiply(t, T3, t, T3, t, T4); // 1.4
        Field.addMultiple(t, T3, t, T3, 2, t, T3); // α = 3(X-δ)(X+δ), 4.2
        Product.multiply(t, T5, p, po + Y, p, po + Z); // 1.13
        Field.addMultiple(p, po + Z, t, T5, 1, t, T5); // 2.26
        Field.fold(p, po + Z);
        Product.square(t, T0, t, T3); // 2.2
        Field.addMultiple(p, po + X, t, T0, -8, t, T2); // 10.8
        Field.fold(p, po + X);
        Field.addMultiple(t, T4, t, T2, 3, t, T2); // 4β, 4.3
        Field.subtract(t, T4, t, T4, p, po + X); // 5.4
        Product.multiply(t, T4, t, T4, t, T3); // 2.5
        Product.square(t, T1, t, T1); // γ², 1.1
        Field.addMultiple(p, po + Y, t, T4, -8, t, T1); // 11.3
        Field.fold(p, po + Y);
    }

    /** {@code p = p + q} for an affine {@code q}. */
    void addAffine(long[] p, int po, long[] q, int qo) {
        if (isInfinity(q, qo)) {
            return;
        }
        if (isZero(p, po)) {
            extend(p, po, q, qo);
            return;
        }
        Product.square(t, T0, p, po + Z); // 1.25
        Product.multiply(t, T1, t, T0, q, qo + X); // 1.1
        Product.multiply(t, T2, t, T0, p, po + Z); // 1.2
        Product.multiply(t, T2, t, T2, q, qo + Y); // 1.1
        System.arraycopy(p, po, t, T6, AFFINE);
        finish(p, po, p, po + Z);
    }

    /** {@code p = p + q}. */
    void add(long[] p, int po, long[] q, int qo) {
        if (isZero(q, qo)) {
            return;
        }
        if (isZero(p, po)) {
            System.arraycopy(q, qo, p, po, JACOBIAN);
            return;
        }
        Product.square(t, T0, p, po + Z); // 1.25
        Product.multiply(t, T1, t, T0, q, qo + X); // U2, 1.1
        Product.multiply(t, T2, t, T0, p, po + Z); // 1.2
        Product.multiply(t, T2, t, T2, q, qo + Y); // S2, 1.1
        Product.square(t, T0, q, qo + Z); // 1.25
        Product.multiply(t, T6, t, T0, p, po + X); // U1, 1.1
        Product.multiply(t, T3, t, T0, q, qo + Z); // 1.2
        Product.multiply(t, T7, t, T3, p, po + Y); // S1, 1.1
        Product.multiply(t, T5, p, po + Z, q, qo + Z); // 1.25
        finish(p, po, t, T5);
    }

    /** From U1, S1 in T6, T7, U2, S2 in T1, T2, and the product of the denominators; if U2 = U1, {@code p} must be one of both points. */
    private void finish(long[] p, int po, long[] z, int zo) {
        Field.subtract(t, T1, t, T1, t, T6); // H, 2.2
        Field.subtract(t, T2, t, T2, t, T7); // S, 2.2
        if (Field.isZero(t, T1)) {
            if (Field.isZero(t, T2)) {
                twice(p, po);
            } else {
                Arrays.fill(p, po, po + JACOBIAN, 0);
            }
            return;
        }
        Product.multiply(p, po + Z, z, zo, t, T1); // 1.3
        Product.square(t, T0, t, T1); // H², 1.4
        Product.multiply(t, T3, t, T1, t, T0); // H³, 1.2
        Product.multiply(t, T4, t, T6, t, T0); // V = U1*H², 1.1
        Product.square(t, T0, t, T2); // S², 1.4
        Field.subtract(t, T0, t, T0, t, T3); // 2.6
        Field.addMultiple(p, po + X, t, T0, -2, t, T4); // 4.8
        Field.fold(p, po + X);
        Field.subtract(t, T4, t, T4, p, po + X); // 2.2
        Product.multiply(t, T4, t, T4, t, T2); // 1.4
        Product.multiply(t, T3, t, T3, t, T7); // 1.1
        Field.subtract(p, po + Y, t, T4, t, T3); // 2.5
        Field.fold(p, po + Y);
    }

    /** Writes the affine point, both coordinates canonical. */
    void affine(long[] r, int ro, long[] p, int po) {
        if (isZero(p, po)) {
            Arrays.fill(r, ro, ro + AFFINE, 0);
            return;
        }
        Field.invert(t, T0, p, po + Z);
        affine(r, ro, p, po, t, T0);
    }

    /** The same for a point that is not infinity, where the inverse of its denominator is known. */
    void affine(long[] r, int ro, long[] p, int po, long[] inverse, int io) {
        Product.square(t, T1, inverse, io);
        Product.multiply(t, T2, t, T1, inverse, io);
        Product.multiply(r, ro + X, p, po + X, t, T1);
        Product.multiply(r, ro + Y, p, po + Y, t, T2);
        Field.canonicalize(r, ro + X);
        Field.canonicalize(r, ro + Y);
    }
}
