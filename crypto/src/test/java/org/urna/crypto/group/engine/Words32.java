// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import java.math.BigInteger;

/** Numbers as 32 bytes, by another way than the engine's. */
final class Words32 {

    private Words32() {}

    static byte[] of(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[31 - i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
