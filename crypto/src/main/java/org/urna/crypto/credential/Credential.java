// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.credential;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/**
 * The key pair with which a voter signs a ballot: the secret {@code x} and the public {@code K = x*G} that stands on the board
 * ({@code docs/protocol.md} §5). Does not print.
 */
public final class Credential {

    private static final int ITERATIONS = 10_000;
    private static final int KEY_BITS = 256;

    private final SecretScalar secret;
    private final Point publicKey;

    private Credential(SecretScalar secret, Point publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * The credential of {@code code} in one election: {@code x = Hs("credential"; election, PBKDF2-SHA256(first 19 characters;
     * salt = election, 10,000 iterations, 32 bytes))}. Takes some milliseconds.
     *
     * @param election the 16 bytes of the election's id
     */
    public static Credential derive(byte[] election, VotingCode code) {
        return of(Transcript.of("credential")
                .bytes(election)
                .bytes(stretched(election, code))
                .toSecretScalar());
    }

    /** By the JDK, which has the processor's own instructions for SHA-256: a third of the time of Bouncy Castle. */
    private static byte[] stretched(byte[] election, VotingCode code) {
        PBEKeySpec spec = new PBEKeySpec(code.secretCharacters(), election, ITERATIONS, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has PBKDF2 with HMAC-SHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /**
     * The credential with a given secret.
     *
     * @throws IllegalArgumentException if the secret is zero
     */
    public static Credential of(SecretScalar secret) {
        Point publicKey = secret.timesG();
        if (publicKey.isInfinity()) {
            throw new IllegalArgumentException("a credential's secret is not zero");
        }
        return new Credential(secret, publicKey);
    }

    /** The secret {@code x}. */
    public SecretScalar secret() {
        return secret;
    }

    /** The public credential {@code K}. */
    public Point publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "Credential[hidden]";
    }
}
