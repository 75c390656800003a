// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

/**
 * A private key that signs checkpoints. It never prints itself. Immutable and safe for concurrent use.
 *
 * <p>Signatures are deterministic: Ed25519 by definition, ML-DSA-44 in its deterministic variant (FIPS 204 §3.4).
 */
public final class NoteSigningKey {

    /** Length of the seed of either algorithm in bytes. */
    public static final int SEED_BYTES = 32;

    private static final Pattern SECRET =
            Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+[0-9a-f]{8}\\+([A-Za-z0-9+/=]{1,100})");

    private final AsymmetricKeyParameter secret;
    private final NoteKey publicKey;

    private NoteSigningKey(AsymmetricKeyParameter secret, NoteKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * Makes a new key.
     *
     * @throws IllegalArgumentException if the name is not one of 1 to 255 bytes without spaces and plus
     */
    public static NoteSigningKey generate(String name, SignatureType type, Entropy entropy) {
        try {
            return decode(name, type, entropy.bytes(SEED_BYTES));
        } catch (MalformedException e) {
            throw new IllegalArgumentException("not the name of a key", e);
        }
    }

    /**
     * Reads a key back from its seed.
     *
     * @param seed 32 bytes: the private key of RFC 8032, or ξ of FIPS 204
     * @throws MalformedException if the seed has another length or the name is not one
     */
    public static NoteSigningKey decode(String name, SignatureType type, byte[] seed) throws MalformedException {
        if (seed.length != SEED_BYTES) {
            throw new MalformedException("seed of a signing key has another length");
        }
        if (type == SignatureType.ML_DSA_44_COSIGNATURE) {
            MLDSAPrivateKeyParameters secret = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
            byte[] key = secret.getPublicKeyParameters().getEncoded();
            return new NoteSigningKey(secret, NoteKey.of(name, type, key));
        }
        Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(seed, 0);
        byte[] key = secret.generatePublicKey().getEncoded();
        return new NoteSigningKey(secret, NoteKey.of(name, type, key));
    }

    /**
     * Reads a key back from {@link #secretText}.
     *
     * @throws MalformedException if it is not one; the message holds nothing of it
     */
    public static NoteSigningKey parseSecret(String text) throws MalformedException {
        Matcher parts = SECRET.matcher(text);
        if (!parts.matches()) {
            throw new MalformedException("not the text of a signing key");
        }
        byte[] typed = StrictBase64.decode(parts.group(2));
        return decode(parts.group(1), SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    }

    /** The secret key as one line, for a key file only: the form that Go's {@code note} package reads and writes. */
    public String secretText() {
        byte[] seed = encode();
        byte[] typed = ByteBuffer.allocate(1 + seed.length)
                .put((byte) publicKey.type().code())
                .put(seed)
                .array();
        return "PRIVATE+KEY+" + publicKey.name() + "+" + HexFormat.of().toHexDigits(publicKey.id()) + "+"
                + StrictBase64.encode(typed);
    }

    /** The seed, for a key file only. */
    public byte[] encode() {
        return secret instanceof MLDSAPrivateKeyParameters mldsa
                ? mldsa.getSeed()
                : ((Ed25519PrivateKeyParameters) secret).getEncoded();
    }

    /** The key that verifies what this one signs. */
    public NoteKey publicKey() {
        return publicKey;
    }

    /**
     * Signs a checkpoint. Says, with a type that has a time, that no larger tree of this log was seen before.
     *
     * @param timestamp seconds since 1970, positive; ignored where the type has no time
     * @throws IllegalArgumentException if the time is needed and not positive
     */
    public NoteSignature sign(Checkpoint checkpoint, long timestamp) {
        boolean timestamped = publicKey.type().isTimestamped();
        if (timestamped && timestamp <= 0) {
            throw new IllegalArgumentException("a cosignature has a positive time");
        }
        byte[] signature = sign(SignedMessage.of(publicKey, checkpoint, timestamp));
        if (!timestamped) {
            return NoteSignature.of(publicKey, signature);
        }
        return NoteSignature.of(
                publicKey,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(timestamp)
                        .put(signature)
                        .array());
    }

    /** The bare signature over any message. */
    byte[] sign(byte[] message) {
        Signer signer = secret instanceof MLDSAPrivateKeyParameters ? new MLDSASigner() : new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new AssertionError("signing with a valid key cannot fail", e);
        }
    }

    @Override
    public String toString() {
        return "NoteSigningKey[" + publicKey.name() + ", " + publicKey.type() + ", hidden]";
    }
}
