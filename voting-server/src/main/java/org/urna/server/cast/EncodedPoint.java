// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import java.util.Arrays;
import org.urna.crypto.group.Point;

/** The 64 bytes of a point, to be compared and looked up without being decoded. Immutable. */
final class EncodedPoint {

    private final byte[] bytes;

    private EncodedPoint(byte[] bytes) {
        this.bytes = bytes;
    }

    static EncodedPoint of(Point point) {
        return new EncodedPoint(point.encode());
    }

    /** As stored. */
    static EncodedPoint stored(byte[] bytes) {
        return new EncodedPoint(bytes.clone());
    }

    /** A copy. */
    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedPoint that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** A credential does not print. */
    @Override
    public String toString() {
        return "EncodedPoint[hidden]";
    }
}
