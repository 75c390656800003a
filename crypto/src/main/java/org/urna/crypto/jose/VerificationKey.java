// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import java.nio.charset.StandardCharsets;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Sha256;

/**
 * The public half of a {@link SigningKey}.
 *
 * @param point on the curve, not infinity
 */
public record VerificationKey(Point point) {

    /** @throws IllegalArgumentException if the point is infinity */
    public VerificationKey {
        if (point.isInfinity()) {
            throw new IllegalArgumentException("a public key is not infinity");
        }
    }

    /**
     * Reads a public JWK.
     *
     * @throws MalformedException unless it is exactly {@code {"crv":"P-256","kty":"EC","x":…,"y":…}}, on the curve
     */
    public static VerificationKey parse(String jwk) throws MalformedException {
        return new VerificationKey(Point.decode(EcJwk.parse(jwk)));
    }

    /** The public JWK in its one writing. */
    public String jwk() {
        return EcJwk.write(point);
    }

    /** RFC 7638 with SHA-256: 43 characters of base64url. */
    public String thumbprint() {
        return Base64Url.encode(Sha256.hash(jwk().getBytes(StandardCharsets.US_ASCII)));
    }
}
