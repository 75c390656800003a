// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;

/** NIST P-256 with field arithmetic of its own in Bouncy Castle; cofactor 1, so every point of the curve is in the group. */
final class P256 {

    private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("P-256");

    static final ECCurve CURVE = PARAMETERS.getCurve();
    static final ECPoint G = PARAMETERS.getG();

    /** Order of the group. */
    static final BigInteger Q = PARAMETERS.getN();

    /** Order of the field of coordinates. */
    static final BigInteger P = CURVE.getField().getCharacteristic();

    private P256() {}

    /** {@code x^3 + a*x + b}, which is {@code y^2} exactly for points of the curve. */
    static ECFieldElement rightSide(ECFieldElement x) {
        return x.square().add(CURVE.getA()).multiply(x).add(CURVE.getB());
    }

    /** The integer as exactly 32 bytes, big-endian. */
    static byte[] to32Bytes(BigInteger value) {
        byte[] bytes = new byte[32];
        write32Bytes(value, bytes, 0);
        return bytes;
    }

    static void write32Bytes(BigInteger value, byte[] target, int offset) {
        byte[] raw = value.toByteArray();
        // A value of 256 bits carries a sign byte in front.
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, target, offset + 32 - length, length);
    }
}
