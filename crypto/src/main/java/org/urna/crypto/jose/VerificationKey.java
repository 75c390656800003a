// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import java.math.BigInteger;
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

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int SPOKEN_CHARACTERS = 52;
    private static final int GROUP = 4;

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
        return Base64Url.encode(hash());
    }

    /**
     * All 256 bits of the thumbprint for reading aloud: thirteen groups of four characters of Crockford's base 32, of which none is taken for
     * another, with spaces between.
     */
    public String spoken() {
        BigInteger bits = new BigInteger(1, hash()).shiftLeft(SPOKEN_CHARACTERS * BITS - Byte.SIZE * hash().length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SPOKEN_CHARACTERS; i++) {
            int shift = (SPOKEN_CHARACTERS - 1 - i) * BITS;
            text.append(i > 0 && i % GROUP == 0 ? " " : "")
                    .append(ALPHABET.charAt(bits.shiftRight(shift).intValue() & ((1 << BITS) - 1)));
        }
        return text.toString();
    }

    private byte[] hash() {
        return Sha256.hash(jwk().getBytes(StandardCharsets.US_ASCII));
    }
}
