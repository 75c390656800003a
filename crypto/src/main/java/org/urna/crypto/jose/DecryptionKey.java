// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;

/** A private key to which shares are encrypted. It never prints itself. Immutable and safe for concurrent use. */
public final class DecryptionKey {

    private final SecretScalar secret;
    private final EncryptionKey publicKey;

    private DecryptionKey(SecretScalar secret) {
        this.secret = secret;
        this.publicKey = new EncryptionKey(secret.timesG());
    }

    /** Makes a new key. */
    public static DecryptionKey generate(Entropy entropy) {
        return new DecryptionKey(SecretScalar.random(entropy));
    }

    /**
     * Reads a private JWK from a key file.
     *
     * @throws MalformedException unless it is exactly {@code {"crv":"P-256","d":…,"kty":"EC","x":…,"y":…}} and its
     *     halves belong together
     */
    public static DecryptionKey parse(String privateJwk) throws MalformedException {
        return new DecryptionKey(EcJwk.parsePrivate(privateJwk));
    }

    /** The private JWK, for a key file only. */
    public String privateJwk() {
        return EcJwk.writePrivate(secret, publicKey.point());
    }

    /** The public half. */
    public EncryptionKey publicKey() {
        return publicKey;
    }

    /**
     * The Diffie–Hellman point {@code D} of this key and an ephemeral one. Whoever has it can decrypt that one message,
     * so it is published in a complaint only.
     */
    public Point sharedPoint(Point ephemeral) {
        return secret.times(ephemeral);
    }

    /** The secret, to prove that a {@link #sharedPoint} is the right one. */
    public SecretScalar secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "DecryptionKey[hidden]";
    }
}
