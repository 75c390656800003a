// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jose.crypto.impl.ECDH;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;

/**
 * 32 bytes encrypted to one trustee: a compact JWE with ECDH-ES and A256GCM (RFC 7518 §4.6, §5.3) and the header
 * {@code {"alg":"ECDH-ES","enc":"A256GCM","epk":{"crv":"P-256","kty":"EC","x":…,"y":…}}} in exactly these characters.
 *
 * <p>That its ephemeral key is on the curve, and that it decrypts, is not part of its form: both are decided in the open
 * when a trustee complains ({@code docs/protocol.md} §9).
 */
public final class SealedShare {

    /** Length of what is encrypted, in bytes. */
    public static final int PLAINTEXT_BYTES = 32;

    private static final String HEADER_START = "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":";
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9_-]{100,300})\\.\\.([A-Za-z0-9_-]{16})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{22})");

    private final String header;
    private final byte[] ephemeral;
    private final byte[] iv;
    private final byte[] ciphertext;
    private final byte[] tag;
    private final String compact;

    private SealedShare(Matcher segments) throws MalformedException {
        this.header = segments.group(1);
        this.ephemeral = ephemeral(header);
        this.iv = Base64Url.decode(segments.group(2));
        this.ciphertext = Base64Url.decode(segments.group(3));
        this.tag = Base64Url.decode(segments.group(4));
        this.compact = segments.group();
    }

    /**
     * Encrypts to {@code recipient}.
     *
     * @param plaintext 32 bytes
     * @throws IllegalArgumentException if it has another length
     */
    public static SealedShare encrypt(EncryptionKey recipient, byte[] plaintext, Entropy entropy) {
        if (plaintext.length != PLAINTEXT_BYTES) {
            throw new IllegalArgumentException("a share has 32 bytes");
        }
        SecretScalar secret = SecretScalar.random(entropy);
        String text = HEADER_START + EcJwk.write(secret.timesG()) + "}";
        String header = Base64Url.encode(text.getBytes(StandardCharsets.US_ASCII));
        SecretKey key = contentKey(header, secret.times(recipient.point()));
        try {
            return parse(header + ".." + Aes256Gcm.encrypt(key, header, plaintext, entropy));
        } catch (MalformedException e) {
            throw new AssertionError("what was just written reads back", e);
        }
    }

    /**
     * Reads a compact JWE.
     *
     * @throws MalformedException unless it has the fixed header, no encrypted key, and parts of the right lengths
     */
    public static SealedShare parse(String jwe) throws MalformedException {
        Matcher segments = FORM.matcher(jwe);
        if (!segments.matches()) {
            throw new MalformedException("not a sealed share");
        }
        return new SealedShare(segments);
    }

    private static byte[] ephemeral(String header) throws MalformedException {
        String text = new String(Base64Url.decode(header), StandardCharsets.ISO_8859_1);
        if (!text.startsWith(HEADER_START) || !text.endsWith("}")) {
            throw new MalformedException("JWE header is not the fixed one");
        }
        return EcJwk.parse(text.substring(HEADER_START.length(), text.length() - 1));
    }

    /** The published form. */
    public String compact() {
        return compact;
    }

    /** The {@code epk}, or nothing if it is off the curve: then its sender is at fault, without further proof. */
    public Optional<Point> ephemeralKey() {
        try {
            return Optional.of(Point.decode(ephemeral));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /**
     * Decrypts as the recipient.
     *
     * @throws MalformedException if the ephemeral key is off the curve or the share does not decrypt
     */
    public byte[] decrypt(DecryptionKey recipient) throws MalformedException {
        return decryptWithSharedPoint(recipient.sharedPoint(Point.decode(ephemeral)));
    }

    /**
     * Decrypts as anyone to whom the Diffie–Hellman point was shown.
     *
     * @param sharedPoint the recipient's private key times the ephemeral key; not infinity
     * @throws MalformedException if the ephemeral key is off the curve or the share does not decrypt
     */
    public byte[] decryptWithSharedPoint(Point sharedPoint) throws MalformedException {
        if (ephemeralKey().isEmpty()) {
            throw new MalformedException("ephemeral key of a JWE is not on the curve");
        }
        return Aes256Gcm.decrypt(contentKey(header, sharedPoint), header, iv, ciphertext, tag);
    }

    /** Concat KDF over the x-coordinate (RFC 7518 §4.6.2). */
    private static SecretKey contentKey(String header, Point sharedPoint) {
        byte[] z = Arrays.copyOf(sharedPoint.encode(), Point.BYTES / 2);
        try {
            return ECDH.deriveSharedKey(
                    JWEHeader.parse(new Base64URL(header)), new SecretKeySpec(z, "AES"), new ConcatKDF("SHA-256"));
        } catch (ParseException | JOSEException e) {
            throw new AssertionError("the fixed header suits the derivation", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedShare that && compact.equals(that.compact);
    }

    @Override
    public int hashCode() {
        return compact.hashCode();
    }

    /** The published form, which is no secret. */
    @Override
    public String toString() {
        return compact;
    }
}
