// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECLookupTable;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Multiples of one point, all 2,368 of those that its products are sums of: a scalar is written in 37 digits to the base 2^7, every one
 * of them odd, and each digit's multiple is looked up and added. Nothing is doubled, which halves the work, and no digit is zero, so
 * that the steps are the same for every scalar; each table is scanned in whole for a look-up. 150 kB and 3,000 additions to make.
 */
final class OddWindows {

    private static final int WIDTH = 7;
    private static final int DIGITS = 37;
    private static final int ODD = 1 << (WIDTH - 1);

    private final ECLookupTable[] tables = new ECLookupTable[DIGITS];

    OddWindows(ECPoint base) {
        ECPoint[] points = new ECPoint[DIGITS * ODD];
        ECPoint power = base;
        for (int i = 0; i < DIGITS; i++) {
            ECPoint twice = power.twice();
            points[i * ODD] = power;
            for (int j = 1; j < ODD; j++) {
                points[i * ODD + j] = points[i * ODD + j - 1].add(twice);
            }
            power = power.timesPow2(WIDTH);
        }
        P256.CURVE.normalizeAll(points);
        for (int i = 0; i < DIGITS; i++) {
            tables[i] = P256.CURVE.createCacheSafeLookupTable(points, i * ODD, ODD);
        }
    }

    /** The point times a scalar from 1 to {@code q - 1}. */
    ECPoint times(BigInteger scalar) {
        byte[] own = P256.to32Bytes(scalar);
        byte[] other = P256.to32Bytes(P256.Q.subtract(scalar));
        int even = 1 - (own[own.length - 1] & 1); // then q - scalar is odd, and the result is negated
        for (int i = 0; i < own.length; i++) {
            own[i] = (byte) (own[i] ^ (-even & (own[i] ^ other[i])));
        }
        ECPoint sum = tables[DIGITS - 1].lookup(bits(own, DIGITS - 1));
        for (int i = DIGITS - 2; i >= 0; i--) {
            sum = sum.add(term(i, bits(own, i)));
        }
        Arrays.fill(own, (byte) 0);
        return choose(even, sum);
    }

    /** The digit {@code 2*bits + 1 - 2^7} of window {@code i}: entry {@code j} of the table is {@code 2*j + 1} times its power. */
    private ECPoint term(int i, int bits) {
        int negative = 1 - (bits >>> (WIDTH - 1));
        int mask = -negative & (ODD - 1);
        return choose(negative, tables[i].lookup((bits & (ODD - 1)) ^ mask));
    }

    private static ECPoint choose(int negative, ECPoint point) {
        ECPoint[] both = {point, point.negate()};
        return both[negative];
    }

    /** Bits {@code 7*i + 1} to {@code 7*i + 7}, the least at the right. */
    private static int bits(byte[] bigEndian, int i) {
        int from = WIDTH * i + 1;
        int last = bigEndian.length - 1 - from / 8;
        int low = last < 0 ? 0 : bigEndian[last] & 0xff;
        int high = last < 1 ? 0 : bigEndian[last - 1] & 0xff;
        return ((high << 8 | low) >>> (from % 8)) & ((1 << WIDTH) - 1);
    }
}
