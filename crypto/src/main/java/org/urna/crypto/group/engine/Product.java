// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import static java.lang.Math.multiplyHigh;

/**
 * Products modulo {@code p = 2^256 - 2^224 + 2^192 + 2^96 - 1} in Montgomery's form with {@code R = 2^260}. An element is five
 * signed limbs {@code l0 + l1*2^52 + … + l4*2^208} anywhere in an array; no operation allocates or branches.
 *
 * <p><b>Bounds.</b> An element is known only up to multiples of {@code p}, and differences and sums are taken limb by limb
 * without carrying, so every caller keeps to these rules:
 *
 * <ul>
 *   <li>Factors may have any sign; every limb of theirs is at most {@code 2^55} in absolute value.
 *   <li>If {@code |a| <= α*p} and {@code |b| <= β*p}, the product is between {@code -αβ/16*p} and {@code (1 + αβ/16)*p}, because it is
 *       {@code (a*b + m*p)/R} with {@code 0 <= m < R} and {@code p < R/16}. Its limbs 0 to 3 are in {@code [0, 2^52)}.
 * </ul>
 *
 * <p><b>Why 64 bits are enough.</b> Column {@code k} of the product, the sum of {@code a[i]*b[k-i]}, is kept as {@code h*2^52 + s'}:
 * {@code multiplyHigh} of both limbs times {@code 2^6} is {@code floor(a[i]*b[j]/2^52)}, at most {@code 2^58}, so {@code h} is at most
 * {@code 5*2^58}. The low halves {@code a[i]*b[j]} are added modulo {@code 2^64}; subtracting {@code h*2^52} leaves, modulo {@code 2^64}, the
 * sum of at most five remainders below {@code 2^52}, hence exactly that sum. The same holds for the multiples of {@code p} that
 * are added: their parts are shifts of {@code m}, given as a low part modulo {@code 2^64} and the matching floor, which adds less than
 * {@code 2^51} to {@code h} and at most four remainders in absolute value. So every {@code c} is below {@code 2^62}.
 *
 * <p>The quotient costs nothing: {@code p = -1} modulo {@code 2^52}, so {@code m} is the lowest limb itself, and
 * {@code m*p = -m + m*2^96 + m*2^192 + (2^32 - 1)*m*2^224}.
 */
final class Product {

    static final long MASK = (1L << 52) - 1;

    private Product() {}

    /** Writes {@code a*b/R} to {@code r}; {@code r} may be {@code a} or {@code b}. */
    static void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
        long a0 = a[ao];
        long a1 = a[ao + 1];
        long a2 = a[ao + 2];
        long a3 = a[ao + 3];
        long a4 = a[ao + 4];
        long b0 = b[bo];
        long b1 = b[bo + 1];
        long b2 = b[bo + 2];
        long b3 = b[bo + 3];
        long b4 = b[bo + 4];
        long x0 = a0 << 6;
        long x1 = a1 << 6;
        long x2 = a2 << 6;
        long x3 = a3 << 6;
        long x4 = a4 << 6;
        long y0 = b0 << 6;
        long y1 = b1 << 6;
        long y2 = b2 << 6;
        long y3 = b3 << 6;
        long y4 = b4 << 6;
        long s0 = a0 * b0;
        long h0 = multiplyHigh(x0, y0);
        long s1 = a0 * b1 + a1 * b0;
        long h1 = multiplyHigh(x0, y1) + multiplyHigh(x1, y0);
        long s2 = a0 * b2 + a1 * b1 + a2 * b0;
        long h2 = multiplyHigh(x0, y2) + multiplyHigh(x1, y1) + multiplyHigh(x2, y0);
        long s3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long h3 = multiplyHigh(x0, y3) + multiplyHigh(x1, y2) + multiplyHigh(x2, y1) + multiplyHigh(x3, y0);
        long s4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long h4 = multiplyHigh(x0, y4)
                + multiplyHigh(x1, y3)
                + multiplyHigh(x2, y2)
                + multiplyHigh(x3, y1)
                + multiplyHigh(x4, y0);
        long s5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
        long h5 = multiplyHigh(x1, y4) + multiplyHigh(x2, y3) + multiplyHigh(x3, y2) + multiplyHigh(x4, y1);
        long s6 = a2 * b4 + a3 * b3 + a4 * b2;
        long h6 = multiplyHigh(x2, y4) + multiplyHigh(x3, y3) + multiplyHigh(x4, y2);
        long s7 = a3 * b4 + a4 * b3;
        long h7 = multiplyHigh(x3, y4) + multiplyHigh(x4, y3);
        long s8 = a4 * b4;
        long h8 = multiplyHigh(x4, y4);
        long c0 = s0 - (h0 << 52);
        long m0 = c0 & MASK;
        long t0 = c0 >> 52;
        s1 += m0 << 44;
        h1 += m0 >>> 8;
        s3 += m0 << 36;
        h3 += m0 >>> 16;
        s4 += (m0 << 48) - (m0 << 16);
        h4 += (m0 >>> 4) - (m0 >>> 36);
        long c1 = s1 - (h1 << 52) + h0 + t0;
        long m1 = c1 & MASK;
        long t1 = c1 >> 52;
        s2 += m1 << 44;
        h2 += m1 >>> 8;
        s4 += m1 << 36;
        h4 += m1 >>> 16;
        s5 += (m1 << 48) - (m1 << 16);
        h5 += (m1 >>> 4) - (m1 >>> 36);
        long c2 = s2 - (h2 << 52) + h1 + t1;
        long m2 = c2 & MASK;
        long t2 = c2 >> 52;
        s3 += m2 << 44;
        h3 += m2 >>> 8;
        s5 += m2 << 36;
        h5 += m2 >>> 16;
        s6 += (m2 << 48) - (m2 << 16);
        h6 += (m2 >>> 4) - (m2 >>> 36);
        long c3 = s3 - (h3 << 52) + h2 + t2;
        long m3 = c3 & MASK;
        long t3 = c3 >> 52;
        s4 += m3 << 44;
        h4 += m3 >>> 8;
        s6 += m3 << 36;
        h6 += m3 >>> 16;
        s7 += (m3 << 48) - (m3 << 16);
        h7 += (m3 >>> 4) - (m3 >>> 36);
        long c4 = s4 - (h4 << 52) + h3 + t3;
        long m4 = c4 & MASK;
        long t4 = c4 >> 52;
        s5 += m4 << 44;
        h5 += m4 >>> 8;
        s7 += m4 << 36;
        h7 += m4 >>> 16;
        s8 += (m4 << 48) - (m4 << 16);
        h8 += (m4 >>> 4) - (m4 >>> 36);
        long c5 = s5 - (h5 << 52) + h4 + t4;
        long c6 = s6 - (h6 << 52) + h5 + (c5 >> 52);
        long c7 = s7 - (h7 << 52) + h6 + (c6 >> 52);
        long c8 = s8 - (h8 << 52) + h7 + (c7 >> 52);
        r[ro] = c5 & MASK;
        r[ro + 1] = c6 & MASK;
        r[ro + 2] = c7 & MASK;
        r[ro + 3] = c8 & MASK;
        r[ro + 4] = h8 + (c8 >> 52);
    }

    /** Writes {@code a*a/R} to {@code r}; {@code r} may be {@code a}. */
    static void square(long[] r, int ro, long[] a, int ao) {
        long a0 = a[ao];
        long a1 = a[ao + 1];
        long a2 = a[ao + 2];
        long a3 = a[ao + 3];
        long a4 = a[ao + 4];
        long x0 = a0 << 6;
        long x1 = a1 << 6;
        long x2 = a2 << 6;
        long x3 = a3 << 6;
        long x4 = a4 << 6;
        long y1 = a1 << 7;
        long y2 = a2 << 7;
        long y3 = a3 << 7;
        long y4 = a4 << 7;
        long s0 = a0 * a0;
        long h0 = multiplyHigh(x0, x0);
        long s1 = 2 * a0 * a1;
        long h1 = multiplyHigh(x0, y1);
        long s2 = 2 * a0 * a2 + a1 * a1;
        long h2 = multiplyHigh(x0, y2) + multiplyHigh(x1, x1);
        long s3 = 2 * (a0 * a3 + a1 * a2);
        long h3 = multiplyHigh(x0, y3) + multiplyHigh(x1, y2);
        long s4 = 2 * (a0 * a4 + a1 * a3) + a2 * a2;
        long h4 = multiplyHigh(x0, y4) + multiplyHigh(x1, y3) + multiplyHigh(x2, x2);
        long s5 = 2 * (a1 * a4 + a2 * a3);
        long h5 = multiplyHigh(x1, y4) + multiplyHigh(x2, y3);
        long s6 = 2 * a2 * a4 + a3 * a3;
        long h6 = multiplyHigh(x2, y4) + multiplyHigh(x3, x3);
        long s7 = 2 * a3 * a4;
        long h7 = multiplyHigh(x3, y4);
        long s8 = a4 * a4;
        long h8 = multiplyHigh(x4, x4);
        long c0 = s0 - (h0 << 52);
        long m0 = c0 & MASK;
        long t0 = c0 >> 52;
        s1 += m0 << 44;
        h1 += m0 >>> 8;
        s3 += m0 << 36;
        h3 += m0 >>> 16;
        s4 += (m0 << 48) - (m0 << 16);
        h4 += (m0 >>> 4) - (m0 >>> 36);
        long c1 = s1 - (h1 << 52) + h0 + t0;
        long m1 = c1 & MASK;
        long t1 = c1 >> 52;
        s2 += m1 << 44;
        h2 += m1 >>> 8;
        s4 += m1 << 36;
        h4 += m1 >>> 16;
        s5 += (m1 << 48) - (m1 << 16);
        h5 += (m1 >>> 4) - (m1 >>> 36);
        long c2 = s2 - (h2 << 52) + h1 + t1;
        long m2 = c2 & MASK;
        long t2 = c2 >> 52;
        s3 += m2 << 44;
        h3 += m2 >>> 8;
        s5 += m2 << 36;
        h5 += m2 >>> 16;
        s6 += (m2 << 48) - (m2 << 16);
        h6 += (m2 >>> 4) - (m2 >>> 36);
        long c3 = s3 - (h3 << 52) + h2 + t2;
        long m3 = c3 & MASK;
        long t3 = c3 >> 52;
        s4 += m3 << 44;
        h4 += m3 >>> 8;
        s6 += m3 << 36;
        h6 += m3 >>> 16;
        s7 += (m3 << 48) - (m3 << 16);
        h7 += (m3 >>> 4) - (m3 >>> 36);
        long c4 = s4 - (h4 << 52) + h3 + t3;
        long m4 = c4 & MASK;
        long t4 = c4 >> 52;
        s5 += m4 << 44;
        h5 += m4 >>> 8;
        s7 += m4 << 36;
        h7 += m4 >>> 16;
        s8 += (m4 << 48) - (m4 << 16);
        h8 += (m4 >>> 4) - (m4 >>> 36);
        long c5 = s5 - (h5 << 52) + h4 + t4;
        long c6 = s6 - (h6 << 52) + h5 + (c5 >> 52);
        long c7 = s7 - (h7 << 52) + h6 + (c6 >> 52);
        long c8 = s8 - (h8 << 52) + h7 + (c7 >> 52);
        r[ro] = c5 & MASK;
        r[ro + 1] = c6 & MASK;
        r[ro + 2] = c7 & MASK;
        r[ro + 3] = c8 & MASK;
        r[ro + 4] = h8 + (c8 >> 52);
    }
}
