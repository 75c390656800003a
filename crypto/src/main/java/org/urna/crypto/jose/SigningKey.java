// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;

/** A private key that makes ES256 signatures. It never prints itself. Immutable and safe for concurrent use. */
public final class SigningKey {

    private final SecretScalar secret;
    private final VerificationKey publicKey;

    private SigningKey(SecretScalar secret) {
        this.secret = secret;
        this.publicKey = new VerificationKey(secret.timesG());
    }

    /** Makes a new key. */
    public static SigningKey generate(Entropy entropy) {
        return new SigningKey(SecretScalar.random(entropy));
    }

    /**
     * Reads a private JWK from a key file.
     *
     * @throws MalformedException unless it is exactly {@code {"crv":"P-256","d":…,"kty":"EC","x":…,"y":…}} and its
     *     halves belong together
     */
    public static SigningKey parse(String privateJwk) throws MalformedException {
        return new SigningKey(EcJwk.parsePrivate(privateJwk));
    }

    /** The private JWK, for a key file only. */
    public String privateJwk() {
        return EcJwk.writePrivate(secret, publicKey.point());
    }

    /** The public half. */
    public VerificationKey publicKey() {
        return publicKey;
    }

    SecretScalar secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey.thumbprint() + ", hidden]";
    }
}
