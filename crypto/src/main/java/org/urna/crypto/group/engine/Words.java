// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of 256 bits as five limbs of 52 bits, and as bytes or words of 32 or 64 bits. */
final class Words {

    private static final long MASK = Product.MASK;
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Words() {}

    /** The limbs of 32 bytes, big-endian. */
    static void read(long[] r, int ro, byte[] bytes, int from) {
        limbs(
                r,
                ro,
                (long) BIG_ENDIAN.get(bytes, from + 24),
                (long) BIG_ENDIAN.get(bytes, from + 16),
                (long) BIG_ENDIAN.get(bytes, from + 8),
                (long) BIG_ENDIAN.get(bytes, from));
    }

    /** The limbs of 16 bytes, big-endian. */
    static void readHalf(long[] r, int ro, byte[] bytes, int from) {
        limbs(r, ro, (long) BIG_ENDIAN.get(bytes, from + 8), (long) BIG_ENDIAN.get(bytes, from), 0, 0);
    }

    /** The limbs of a number in words of 64 bits, least first. */
    static void limbs(long[] r, int ro, long w0, long w1, long w2, long w3) {
        r[ro] = w0 & MASK;
        r[ro + 1] = ((w0 >>> 52) | (w1 << 12)) & MASK;
        r[ro + 2] = ((w1 >>> 40) | (w2 << 24)) & MASK;
        r[ro + 3] = ((w2 >>> 28) | (w3 << 36)) & MASK;
        r[ro + 4] = w3 >>> 16;
    }

    /** Word 0 to 3 of 64 bits of a number whose limbs are in {@code [0, 2^52)}. */
    static long word(long[] a, int ao, int word) {
        return switch (word) {
            case 0 -> a[ao] | (a[ao + 1] << 52);
            case 1 -> (a[ao + 1] >>> 12) | (a[ao + 2] << 40);
            case 2 -> (a[ao + 2] >>> 24) | (a[ao + 3] << 28);
            default -> (a[ao + 3] >>> 36) | (a[ao + 4] << 16);
        };
    }

    /** Writes 32 bytes, big-endian. */
    static void write(byte[] bytes, int to, long[] a, int ao) {
        for (int i = 0; i < 4; i++) {
            BIG_ENDIAN.set(bytes, to + 8 * i, word(a, ao, 3 - i));
        }
    }

    static void toInts(int[] words, long[] a, int ao) {
        for (int i = 0; i < 4; i++) {
            long word = word(a, ao, i);
            words[2 * i] = (int) word;
            words[2 * i + 1] = (int) (word >>> 32);
        }
    }

    static void fromInts(long[] r, int ro, int[] words) {
        limbs(r, ro, join(words, 0), join(words, 2), join(words, 4), join(words, 6));
    }

    private static long join(int[] words, int at) {
        return (words[at] & 0xffffffffL) | ((long) words[at + 1] << 32);
    }
}
