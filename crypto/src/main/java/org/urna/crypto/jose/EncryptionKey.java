// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;

/**
 * The public half of a {@link DecryptionKey}.
 *
 * @param point on the curve, not infinity
 */
public record EncryptionKey(Point point) {

    /** @throws IllegalArgumentException if the point is infinity */
    public EncryptionKey {
        if (point.isInfinity()) {
            throw new IllegalArgumentException("a public key is not infinity");
        }
    }

    /**
     * Reads a public JWK.
     *
     * @throws MalformedException unless it is exactly {@code {"crv":"P-256","kty":"EC","x":…,"y":…}}, on the curve
     */
    public static EncryptionKey parse(String jwk) throws MalformedException {
        return new EncryptionKey(Point.decode(EcJwk.parse(jwk)));
    }

    /** The public JWK in its one writing. */
    public String jwk() {
        return EcJwk.write(point);
    }
}
